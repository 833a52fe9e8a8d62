import type { GraphqlClient } from './graphql-client.ts';

/** A type as introspection gives it. */
interface TypeRef {
  readonly kind: 'SCALAR' | 'ENUM' | 'INPUT_OBJECT' | 'LIST' | 'NON_NULL' | 'OBJECT';
  readonly name: string | null;
  readonly ofType: TypeRef | null;
}

interface InputField {
  readonly name: string;
  readonly type: TypeRef;
}

interface InputType {
  readonly name: string;
  readonly inputFields: readonly InputField[] | null;
  readonly enumValues: readonly { readonly name: string }[] | null;
}

/** A mutation that takes one input, and how to fill that. */
export interface Mutation {
  readonly name: string;
  readonly document: string;
  /** Names of the input's fields that hold text, an id, or a list of them. */
  readonly texts: readonly string[];
  /** An input with every field that is required, the reason that deciding takes, and `changes`. A text is put into a list where the field is one. */
  input(changes: Readonly<Record<string, string>>): Record<string, unknown>;
}

const TYPE = 'kind name ofType { kind name ofType { kind name ofType { kind name } } }';
const INTROSPECTION = `{ __schema {
  mutationType { fields { name args { name type { ${TYPE} } } } }
  types { name inputFields { name type { ${TYPE} } } enumValues { name } }
} }`;

/** Every mutation that the server offers now. `valid` says what a required field holds, by its name. */
export async function mutationsOf(
  client: GraphqlClient,
  valid: (field: string) => unknown,
): Promise<readonly Mutation[]> {
  const schema = readSchema(await client.ask(INTROSPECTION));
  const typeOf = (name: string | null) => schema.types.find((type) => type.name === name);

  const filled = (ref: TypeRef, field: string): unknown => {
    if (ref.kind === 'NON_NULL' && ref.ofType !== null) return filled(ref.ofType, field);
    const known = valid(field);
    if (known !== undefined) return known;
    if (ref.kind === 'LIST' && ref.ofType !== null) return [filled(ref.ofType, field)];
    const type = typeOf(ref.name);
    if (ref.kind === 'ENUM') return type?.enumValues?.[0]?.name;
    if (ref.kind === 'INPUT_OBJECT') return requiredOf(type);
    return ref.name === 'Int' ? 1 : ref.name === 'Boolean' ? false : 'A text of some length';
  };
  const requiredOf = (type: InputType | undefined): Record<string, unknown> =>
    Object.fromEntries(
      (type?.inputFields ?? [])
        .filter(({ type: { kind } }) => kind === 'NON_NULL')
        .map(({ name, type: ref }) => [name, filled(ref, name)]),
    );

  return schema.mutations.flatMap(({ name, args }) => {
    const argument = args.find((one) => one.name === 'input');
    const type = typeOf(argument === undefined ? null : innermost(argument.type).name);
    if (type === undefined) return [];
    const texts = (type.inputFields ?? []).filter(({ type: ref }) =>
      ['String', 'ID'].includes(innermost(ref).name ?? ''),
    );
    const isList = (field: string) =>
      texts.some((text) => text.name === field && (text.type.ofType ?? text.type).kind === 'LIST') ||
      texts.some((text) => text.name === field && text.type.kind === 'LIST');
    return [
      {
        name,
        document: `mutation ($input: ${type.name}!) { ${name}(input: $input) { userErrors { code message field } } }`,
        texts: texts.map((text) => text.name),
        input: (changes) => ({
          ...(texts.some((text) => text.name === 'reason') ? { reason: 'A reason of some length' } : {}),
          ...requiredOf(type),
          ...Object.fromEntries(Object.entries(changes).map(([field, text]) => [field, isList(field) ? [text] : text])),
        }),
      },
    ];
  });
}

function innermost(ref: TypeRef): TypeRef {
  return ref.ofType === null || ref.ofType === undefined ? ref : innermost(ref.ofType);
}

interface Schema {
  readonly mutations: readonly { readonly name: string; readonly args: readonly InputField[] }[];
  readonly types: readonly InputType[];
}

function readSchema(answer: unknown): Schema {
  const { __schema: schema } = answer as {
    __schema: { mutationType: { fields: Schema['mutations'] }; types: Schema['types'] };
  };
  return { mutations: schema.mutationType.fields, types: schema.types };
}
