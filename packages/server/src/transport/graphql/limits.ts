import {
  type ASTVisitor,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';

/** Tokens of a document; beyond, it is not even parsed. */
export const MAX_TOKENS = 4_000;
const MAX_DEPTH = 14;
const MAX_FIELDS = 1_200;
const MAX_ALIASES = 60;
const MAX_ROOT_FIELDS = 20;

interface Measure {
  depth: number;
  fields: number;
  aliases: number;
}

/** Depth, fields and aliases of a document with its fragments spread out; 4xx before anything runs. */
export const operationLimits: ValidationRule = (context: ValidationContext): ASTVisitor => ({
  OperationDefinition(node) {
    const measure: Measure = { depth: 0, fields: 0, aliases: 0 };
    // Introspection is deep by nature and costs nothing to execute.
    const roots = node.selectionSet.selections.filter(
      (selection) => selection.kind !== 'Field' || !selection.name.value.startsWith('__'),
    );
    if (roots.length > MAX_ROOT_FIELDS)
      refuse(context, `asks for ${roots.length} things at once; at most ${MAX_ROOT_FIELDS} are answered`);
    walk({ ...node.selectionSet, selections: roots }, 1, measure, context, new Set());
    if (measure.depth > MAX_DEPTH)
      refuse(context, `is nested ${measure.depth} deep; at most ${MAX_DEPTH} levels are answered`);
    if (measure.fields > MAX_FIELDS) refuse(context, `selects more than ${MAX_FIELDS} fields`);
    if (measure.aliases > MAX_ALIASES) refuse(context, `has more than ${MAX_ALIASES} aliases`);
  },
});

function refuse(context: ValidationContext, why: string): void {
  context.reportError(new GraphQLError(`This operation ${why}. Split it.`));
}

function walk(
  set: SelectionSetNode,
  depth: number,
  measure: Measure,
  context: ValidationContext,
  within: ReadonlySet<FragmentDefinitionNode>,
): void {
  measure.depth = Math.max(measure.depth, depth);
  for (const selection of set.selections) {
    if (measure.fields > MAX_FIELDS || measure.depth > MAX_DEPTH) return;
    switch (selection.kind) {
      case Kind.FIELD:
        measure.fields += 1;
        if (selection.alias !== undefined) measure.aliases += 1;
        if (selection.selectionSet !== undefined) walk(selection.selectionSet, depth + 1, measure, context, within);
        break;
      case Kind.INLINE_FRAGMENT:
        walk(selection.selectionSet, depth, measure, context, within);
        break;
      case Kind.FRAGMENT_SPREAD: {
        const fragment = context.getFragment(selection.name.value);
        // A fragment within itself is refused by a rule of the standard; here it must only not loop.
        if (fragment && !within.has(fragment))
          walk(fragment.selectionSet, depth, measure, context, new Set([...within, fragment]));
        break;
      }
    }
  }
}
