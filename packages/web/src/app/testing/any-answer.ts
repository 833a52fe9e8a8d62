import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getOperationAST,
  isEnumType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
} from 'graphql';

const schema = buildSchema(readFileSync(new URL('../../../../schema/schema.graphql', import.meta.url), 'utf8'));

type Answer = Readonly<Record<string, unknown>>;
type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

function operationOf(text: string): OperationDefinitionNode {
  const operation = getOperationAST(parse(text));
  if (!operation) throw new Error(`this is not one operation: ${text}`);
  return operation;
}

export const kindOf = (text: string): `${OperationDefinitionNode['operation']}` => operationOf(text).operation;

/** An answer of the right shape to whatever is asked: one of each, by its first kind, with what its fields are called. */
export function answerTo(text: string): Answer {
  const { operation, selectionSet } = operationOf(text);
  const root = schema.getRootType(operation);
  if (!root) throw new Error(`the schema has no ${operation}`);
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const one of parse(text).definitions) {
    if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one);
  }
  return objectOf(root, selectionSet, fragments);
}

function objectOf(type: GraphQLObjectType, { selections }: SelectionSetNode, fragments: Fragments): Answer {
  const parts = selections.map((selection): Answer => {
    if (selection.kind !== Kind.FIELD) {
      const part = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      if (part === undefined || !isOf(type, part.typeCondition?.name.value)) return {};
      return objectOf(type, part.selectionSet, fragments);
    }
    const { name, alias, selectionSet } = selection;
    const field = type.getFields()[name.value];
    const value = field === undefined ? type.name : anyOf(field.type, name.value, selectionSet, fragments);
    return { [(alias ?? name).value]: value };
  });
  return parts.reduce(merged, {});
}

/** Two fragments may each ask for a part of the same thing. */
function merged(one: Answer, other: Answer): Answer {
  const all: Record<string, unknown> = { ...one };
  for (const [key, value] of Object.entries(other)) all[key] = mergedValue(all[key], value);
  return all;
}

function mergedValue(before: unknown, value: unknown): unknown {
  if (Array.isArray(before) && Array.isArray(value)) return value.map((item, at) => mergedValue(before[at], item));
  return isAnswer(before) && isAnswer(value) ? merged(before, value) : value;
}

const isAnswer = (value: unknown): value is Answer =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isOf = (type: GraphQLObjectType, condition: string | undefined): boolean =>
  condition === undefined || condition === type.name || type.getInterfaces().some(({ name }) => name === condition);

function anyOf(
  type: GraphQLOutputType,
  field: string,
  set: SelectionSetNode | undefined,
  fragments: Fragments,
): unknown {
  if (isNonNullType(type)) return anyOf(type.ofType, field, set, fragments);
  if (isListType(type)) return [anyOf(type.ofType, field, set, fragments)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  const object = isInterfaceType(type) || isUnionType(type) ? schema.getPossibleTypes(type)[0] : type;
  if (isObjectType(object)) return set === undefined ? null : objectOf(object, set, fragments);
  return type.name === 'Boolean' ? true : ['Int', 'Float'].includes(type.name) ? 1 : `${field} of something`;
}
