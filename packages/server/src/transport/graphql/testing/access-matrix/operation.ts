import {
  execute,
  type GraphQLError,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  parse,
  subscribe,
} from 'graphql';
import type { Caller, GraphqlContext } from '../../context.ts';
import { graphqlErrorOf } from '../../errors.ts';
import type { Row } from './matrix.ts';
import type { Scene } from './scene.ts';

/** `Mutation.voidRequest`, or `Node.Device`; what follows a blank is a note. */
export function operationOf(name: string): { readonly kind: string; readonly field: string } {
  const [kind = '', field = ''] = (name.split(' ')[0] ?? '').split('.');
  return kind === 'Node' ? { kind: 'Query', field: 'node' } : { kind, field };
}

/** What somebody is answered: data, or the code of an error, exactly as the door would say it. */
export interface Answer {
  readonly data: unknown;
  readonly errors: readonly { readonly code: string; readonly message: string }[];
}

/** Runs an operation as somebody. */
export async function run(
  { schema, scene }: { readonly schema: GraphQLSchema; readonly scene: Scene },
  { kind, field }: { readonly kind: string; readonly field: string },
  call: {
    readonly caller: Caller | null;
    readonly variables: Readonly<Record<string, unknown>>;
    readonly stir?: Row['stir'];
    /** Instead of one that asks for ids and for what went wrong. */
    readonly document?: string;
    /** Hears of each session that is opened, by the token of its cookie. */
    readonly onSession?: (token: string) => void;
  },
): Promise<Answer> {
  const document = parse(call.document ?? documentOf(schema, kind, field, 2, isTelling));
  const leaving = new AbortController();
  const contextValue = { ...contextOf(scene, call.caller, call.onSession), signal: leaving.signal };
  const execution = { schema, document, contextValue, variableValues: call.variables };
  if (kind !== 'Subscription') {
    const { data, errors } = await execute(execution);
    return { data: data?.[field] ?? null, errors: (errors ?? []).map(said) };
  }
  const stream = await subscribe(execution);
  if (!(Symbol.asyncIterator in stream)) return { data: null, errors: (stream.errors ?? []).map(said) };
  try {
    const first = stream.next();
    await Promise.all([first, call.stir?.(scene)]);
    const { value } = await first;
    return { data: value?.data?.[field] ?? null, errors: (value?.errors ?? []).map(said) };
  } catch (error) {
    return { data: null, errors: [said(error)] };
  } finally {
    leaving.abort();
    await stream.return(undefined);
  }
}

function said(error: unknown): Answer['errors'][number] {
  const cause = isGraphqlError(error) ? (error.originalError ?? error) : error;
  const { message, extensions } = graphqlErrorOf(cause, () => undefined);
  return { code: typeof extensions.code === 'string' ? extensions.code : 'BAD_USER_INPUT', message };
}

function isGraphqlError(error: unknown): error is GraphQLError {
  return error instanceof Error && 'originalError' in error;
}

function contextOf(
  { app }: Scene,
  caller: Caller | null,
  onSession: (token: string) => void = () => undefined,
): GraphqlContext {
  return {
    app,
    caller,
    address: '::1',
    limitSignIn: () => undefined,
    setSession: (signedIn) => {
      if (signedIn !== null) onSession(signedIn.sessionToken);
    },
    endSession: () => undefined,
    limitPasswordReset: () => undefined,
    recheckPerson: () => undefined,
  };
}

/** The operation asking for all that it can show, so many objects deep. */
export function deepDocumentOf(schema: GraphQLSchema, kind: string, name: string, depth = 3): string {
  return documentOf(schema, kind, name, depth, () => true);
}

type Choice = (field: GraphQLField<unknown, unknown>, of: string) => boolean;

/** Of an object what an answer is read by: its id, what a list holds, and what went wrong. */
const isTelling: Choice = ({ name, type }, of) =>
  name === 'id' ||
  of === 'UserError' ||
  of.endsWith('Payload') ||
  name === 'nodes' ||
  getNamedType(type).name === 'UserError';

/** The operation with all of its arguments as variables, and the chosen fields of what it answers. */
function documentOf(schema: GraphQLSchema, kind: string, name: string, depth: number, choice: Choice): string {
  const field = rootField(schema, kind, name);
  const declared = field.args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
  const given = field.args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  const [variables, args] = field.args.length === 0 ? ['', ''] : [`(${declared})`, `(${given})`];
  return `${kind.toLowerCase()} Asked${variables} { ${name}${args} ${selectionOf(field.type, depth, choice)} }`;
}

function rootField(schema: GraphQLSchema, kind: string, name: string): GraphQLField<unknown, unknown> {
  const root = schema.getType(kind);
  const field = isObjectType(root) ? root.getFields()[name] : undefined;
  if (field === undefined) throw new Error(`The schema has no ${kind}.${name}.`);
  return field;
}

function selectionOf(output: GraphQLOutputType, depth: number, choice: Choice): string {
  const type = getNamedType(output);
  if (!isObjectType(type) && !isInterfaceType(type)) return '';
  const chosen = Object.values(type.getFields()).filter(
    (field) =>
      choice(field, type.name) &&
      !field.args.some(isRequiredArgument) &&
      (depth > 0 || isLeafType(getNamedType(field.type))),
  );
  const fields = chosen.map((field) => `${field.name} ${selectionOf(field.type, depth - 1, choice)}`);
  return `{ __typename ${fields.join(' ')} }`;
}
