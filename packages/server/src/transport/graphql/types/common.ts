import { type GraphQLResolveInfo, Kind, type SelectionNode, type SelectionSetNode } from 'graphql';
import { type ClassType, Field, ID, Int, InterfaceType, ObjectType } from 'type-graphql';
import type { Actor } from '../../../domain/actor.ts';
import type { Page } from '../../../usecases/application.ts';
import { ActorKindEnum, UserErrorCodeEnum } from '../enums.ts';

const TYPE_BY_PREFIX: Readonly<Record<string, string>> = {
  org: 'Organization',
  usr: 'User',
  dev: 'Device',
  dtp: 'TrustProfile',
  chg: 'PendingChange',
  apr: 'CertificateRequest',
  ca: 'CertificateAuthority',
  crt: 'Certificate',
  tok: 'ApiToken',
  whk: 'Webhook',
};

/** The object type that an id names. */
export function nodeTypeName({ id }: { readonly id: string }): string | undefined {
  return id.includes(':') ? 'AuditRecord' : TYPE_BY_PREFIX[id.split('_')[0] ?? ''];
}

@InterfaceType('Node', {
  description: 'Anything that has an id of its own (Relay).',
  resolveType: nodeTypeName,
})
export abstract class NodeType {
  @Field(() => ID)
  id!: string;
}

@ObjectType('PageInfo', { simpleResolvers: true })
export class PageInfoType {
  @Field(() => Boolean)
  hasNextPage!: boolean;

  @Field(() => Boolean)
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true })
  startCursor!: string | null;

  @Field(() => String, { nullable: true })
  endCursor!: string | null;
}

@ObjectType('ReviewChange', { description: 'What is otherwise than it was reviewed.', simpleResolvers: true })
export class ReviewChangeType {
  @Field(() => String)
  what!: string;

  @Field(() => String)
  before!: string;

  @Field(() => String)
  after!: string;
}

@ObjectType('UserError', {
  description: 'What went wrong and how to mend it, in words for people.',
  simpleResolvers: true,
})
export class UserErrorType {
  @Field(() => UserErrorCodeEnum)
  code!: string;

  @Field(() => String)
  message!: string;

  @Field(() => [String], { nullable: true, description: 'Path of the input field at fault.' })
  field!: string[] | null;

  @Field(() => [ReviewChangeType], {
    nullable: true,
    description: 'Of STALE_REVIEW: what changed since the revision that was reviewed.',
  })
  changes!: ReviewChangeType[] | null;
}

@ObjectType('Permission', { description: 'Whether the viewer may, and why, or why not.', simpleResolvers: true })
export class PermissionType {
  @Field(() => Boolean)
  allowed!: boolean;

  @Field(() => [String])
  reasons!: string[];
}

@ObjectType('Actor', { description: 'Who did it, as the ledger names them.', simpleResolvers: true })
export class ActorType {
  @Field(() => ActorKindEnum)
  kind!: string;

  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;
}

export interface ActorView {
  readonly kind: string;
  readonly id: string;
  readonly name: string;
}

export function actorView(actor: Actor): ActorView {
  return { kind: actor.kind.toUpperCase(), id: actor.id, name: actor.name };
}

/** What a connection's resolver answers with. */
export interface ConnectionView<Node> {
  readonly edges: readonly { readonly node: Node; readonly cursor: string }[];
  readonly nodes: readonly Node[];
  readonly pageInfo: Omit<PageInfoType, never>;
  /** Counted only where it is asked for. */
  readonly totalCount: number;
}

/** Declares `<name>Connection` and `<name>Edge` (Relay). */
export function connectionType(name: string, node: () => ClassType): ClassType {
  class Edge {}
  ObjectType(`${name}Edge`, { simpleResolvers: true })(Edge);
  Field(() => node())(Edge.prototype, 'node');
  Field(() => String)(Edge.prototype, 'cursor');
  class Connection {}
  ObjectType(`${name}Connection`, { simpleResolvers: true })(Connection);
  Field(() => [Edge])(Connection.prototype, 'edges');
  Field(() => [node()])(Connection.prototype, 'nodes');
  Field(() => PageInfoType)(Connection.prototype, 'pageInfo');
  Field(() => Int)(Connection.prototype, 'totalCount');
  return Connection;
}

/** Renders a page; counts all there is only if the operation asks. */
export async function connection<Row, Node>(
  page: Page<Row>,
  view: (row: Row) => Node,
  info: GraphQLResolveInfo,
  count: () => Promise<number>,
): Promise<ConnectionView<Node>> {
  const nodes = page.rows.map(view);
  return {
    edges: nodes.map((node, index) => ({ node, cursor: page.cursors[index] ?? '' })),
    nodes,
    pageInfo: {
      hasNextPage: page.hasNextPage,
      hasPreviousPage: page.hasPreviousPage,
      startCursor: page.cursors[0] ?? null,
      endCursor: page.cursors.at(-1) ?? null,
    },
    totalCount: asksFor(info, 'totalCount') ? await count() : 0,
  };
}

function asksFor(info: GraphQLResolveInfo, field: string): boolean {
  const looksIn = (set: SelectionSetNode | undefined): boolean => set?.selections.some(isOrHolds) ?? false;
  const isOrHolds = (selection: SelectionNode): boolean => {
    switch (selection.kind) {
      case Kind.FIELD:
        return selection.name.value === field;
      case Kind.INLINE_FRAGMENT:
        return looksIn(selection.selectionSet);
      case Kind.FRAGMENT_SPREAD:
        return looksIn(info.fragments[selection.name.value]?.selectionSet);
    }
  };
  return info.fieldNodes.some((node) => looksIn(node.selectionSet));
}
