import { type GraphQLSchema, getNamedType } from 'graphql';

/** Values of the fields of a mutation's answer that show a secret once. */
export function shownOnce(
  schema: GraphQLSchema,
  mutation: string,
  data: unknown,
  fields: ReadonlySet<string>,
): readonly string[] {
  return entriesOf(data).flatMap(([name, value]) =>
    fields.has(`${payloadOf(schema, mutation)}.${name}`) && typeof value === 'string' ? [value] : [],
  );
}

/** The answer without them. */
export function withoutShownOnce(
  schema: GraphQLSchema,
  mutation: string,
  data: unknown,
  fields: ReadonlySet<string>,
): object {
  return Object.fromEntries(entriesOf(data).filter(([name]) => !fields.has(`${payloadOf(schema, mutation)}.${name}`)));
}

function payloadOf(schema: GraphQLSchema, mutation: string): string {
  const field = schema.getMutationType()?.getFields()[mutation];
  return field === undefined ? '' : getNamedType(field.type).name;
}

function entriesOf(data: unknown): [string, unknown][] {
  return typeof data === 'object' && data !== null ? Object.entries(data) : [];
}
