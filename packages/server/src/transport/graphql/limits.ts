import {
  type ASTVisitor,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';

/** Tokens of a document; beyond, it is not even parsed. */
export const MAX_TOKENS = 2_000;
const TOO_MANY_TOKENS = /^Syntax Error: Document contains more that \d+ tokens/;
const BEYOND_LIMITS = { beyondLimits: true };
const MAX_DEPTH = 14;
const MAX_SELECTIONS = 1_200;
const MAX_ALIASES = 60;
const MAX_ROOT_FIELDS = 20;
/** Introspection answers with the whole schema, each time it is asked for. */
const MAX_INTROSPECTIONS = 3;
const MAX_COST = 60_000;

/** A field that answers with an object may read the database; one that answers with a value has it at hand. */
const OBJECT_COST = 10;
const VALUE_COST = 1;
const DEFAULT_PAGE = 25;
const LARGEST_PAGE = 100;

interface Measure {
  depth: number;
  /** Fields and spreads, each as often as it is reached. */
  selections: number;
  aliases: number;
  roots: number;
  introspections: number;
  cost: number;
}

interface Place {
  readonly depth: number;
  /** How many times over what stands here is answered: rows of the page around it. */
  readonly times: number;
  readonly introspects: boolean;
  readonly within: ReadonlySet<FragmentDefinitionNode>;
}

/** Size, depth, aliases and cost of an operation with its fragments spread out; 4xx before anything runs. */
export const operationLimits: ValidationRule = (context: ValidationContext): ASTVisitor => ({
  OperationDefinition(node) {
    const measure: Measure = { depth: 0, selections: 0, aliases: 0, roots: 0, introspections: 0, cost: 0 };
    const start = { depth: 1, times: 1, introspects: false, within: new Set<FragmentDefinitionNode>() };
    walk(node.selectionSet, start, measure, context, pageSizes(context.getSchema(), node));
    for (const why of excesses(measure))
      context.reportError(new GraphQLError(`This operation ${why}. Split it.`, { extensions: BEYOND_LIMITS }));
  },
});

/** Whether an error says that a document is too large, too deep or too costly. */
export function isBeyondLimits({ message, extensions }: GraphQLFormattedError): boolean {
  return extensions?.beyondLimits === true || TOO_MANY_TOKENS.test(message);
}

function excesses({ depth, selections, aliases, roots, introspections, cost }: Measure): string[] {
  const found: string[] = [];
  if (roots > MAX_ROOT_FIELDS) found.push(`asks for more than ${MAX_ROOT_FIELDS} things at once`);
  if (introspections > MAX_INTROSPECTIONS) found.push(`asks for the schema more than ${MAX_INTROSPECTIONS} times`);
  if (depth > MAX_DEPTH) found.push(`is nested more than ${MAX_DEPTH} levels deep`);
  if (selections > MAX_SELECTIONS) found.push(`selects more than ${MAX_SELECTIONS} fields`);
  if (aliases > MAX_ALIASES) found.push(`has more than ${MAX_ALIASES} aliases`);
  if (cost > MAX_COST) found.push(`may read too much: it costs ${cost} where ${MAX_COST} are answered`);
  return found;
}

function walk(
  set: SelectionSetNode,
  place: Place,
  measure: Measure,
  context: ValidationContext,
  rowsOf: (field: FieldNode) => number,
): void {
  // Introspection is deep by nature; the standard has a rule of its own for it.
  if (!place.introspects) measure.depth = Math.max(measure.depth, place.depth);
  for (const selection of set.selections) {
    measure.selections += 1;
    // Spreads count too: fragments that only spread each other would otherwise be walked two to the power of their number times.
    if (measure.selections > MAX_SELECTIONS || measure.depth > MAX_DEPTH) return;
    switch (selection.kind) {
      case Kind.FIELD: {
        const isRoot = place.depth === 1;
        const introspects = place.introspects || (isRoot && /^__(?:schema|type)$/.test(selection.name.value));
        if (isRoot) measure.roots += 1;
        if (isRoot && introspects) measure.introspections += 1;
        if (selection.alias !== undefined) measure.aliases += 1;
        measure.cost += place.times * (selection.selectionSet === undefined ? VALUE_COST : OBJECT_COST);
        const times = isRoot ? rowsOf(selection) : place.times;
        if (selection.selectionSet !== undefined)
          walk(
            selection.selectionSet,
            { ...place, depth: place.depth + 1, times, introspects },
            measure,
            context,
            rowsOf,
          );
        break;
      }
      case Kind.INLINE_FRAGMENT:
        walk(selection.selectionSet, place, measure, context, rowsOf);
        break;
      case Kind.FRAGMENT_SPREAD: {
        const fragment = context.getFragment(selection.name.value);
        // A fragment within itself is refused by a rule of the standard; here it must only not loop.
        if (fragment && !place.within.has(fragment))
          walk(
            fragment.selectionSet,
            { ...place, within: new Set([...place.within, fragment]) },
            measure,
            context,
            rowsOf,
          );
        break;
      }
    }
  }
}

/** Rows that a field of the root answers with: of a list, as many as are asked for, which a variable keeps to itself. */
function pageSizes(schema: GraphQLSchema, { operation }: OperationDefinitionNode): (field: FieldNode) => number {
  const fields = schema.getRootType(operation)?.getFields() ?? {};
  return (field) => {
    if (fields[field.name.value]?.args.some(({ name }) => name === 'first') !== true) return 1;
    const first = field.arguments?.find(({ name }) => name.value === 'first')?.value;
    if (first === undefined || first.kind === Kind.NULL) return DEFAULT_PAGE;
    return first.kind === Kind.INT ? Math.min(Math.max(Number(first.value), 1), LARGEST_PAGE) : LARGEST_PAGE;
  };
}
