import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Int, Mutation, Resolver, Root } from 'type-graphql';
import { DomainError } from '../../../domain/errors.ts';
import { notFound } from '../../../domain/permission.ts';
import type { CheckpointRow } from '../../../usecases/ledger-queries.ts';
import type { LedgerEpochRow } from '../../../usecases/ports.ts';
import { type GraphqlContext, principalOf } from '../context.ts';
import { CancelVerificationInput, UnsealLedgerInput } from '../inputs/ledger.ts';
import { CancelVerificationPayload, UnsealLedgerPayload } from '../payloads.ts';
import {
  AuditChainType,
  AuditRecordType,
  AuditVerificationConnection,
  AuditVerificationType,
  ConsistencyProofType,
  InclusionProofType,
  LedgerCheckpointConnection,
  LedgerEpochType,
} from '../types/audit.ts';
import { connection, PermissionType } from '../types/common.ts';
import { ledgerEpochView, verificationView } from '../views.ts';
import { answer } from './answer.ts';
import { countByPages } from './count-by-pages.ts';

interface ChainRoot {
  readonly organizationId: string;
  readonly epoch: number;
}

/** What makes a ledger one that nobody can rewrite unseen: proofs, keys, past verifications, epochs. */
@Resolver(() => AuditChainType)
export class LedgerResolver {
  @FieldResolver(() => [String], {
    description: 'Keys that its checkpoints are checked with (signed-note verifier keys), newest first.',
  })
  async verifierKeys(@Root() chain: ChainRoot, @Ctx() context: GraphqlContext): Promise<readonly string[]> {
    return (await context.app.queries.verifierKeys(chain)) ?? [];
  }

  @FieldResolver(() => ConsistencyProofType, {
    description: 'From one size to another; `to` left out: the newest checkpoint.',
  })
  async consistencyProof(
    @Root() chain: ChainRoot,
    @Arg('from', () => String) from: string,
    @Arg('to', () => String, { nullable: true }) to: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<ConsistencyProofType> {
    const { organizationId, epoch } = chain;
    const sizes = { from: sizeOf(from, 'from'), to: to ? sizeOf(to, 'to') : null };
    const proof = await context.app.queries.consistencyProof({ organizationId, epoch, ...sizes });
    if (proof === null) throw notFound();
    const { fromRootHex, toRootHex, hashes } = proof;
    return { from: String(proof.from), to: String(proof.to), fromRoot: fromRootHex, toRoot: toRootHex, hashes };
  }

  @FieldResolver(() => [LedgerEpochType], { description: 'Ledgers that did not verify and were closed, oldest first.' })
  async epochs(@Root() chain: ChainRoot, @Ctx() context: GraphqlContext) {
    const rows = await context.app.queries.closedEpochs(chain.organizationId);
    return Promise.all(rows.map((row) => epochView(row, context)));
  }

  @FieldResolver(() => LedgerCheckpointConnection, {
    description:
      'Signed checkpoints, newest first: the newest, and of each hour in which records came the first that this server kept.',
  })
  async checkpoints(
    @Root() chain: ChainRoot,
    @Arg('epoch', () => Int, { nullable: true, description: 'Of a closed ledger.' }) epoch: number | null,
    @Arg('first', () => Int, { nullable: true }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const choice = { organizationId: chain.organizationId, epoch: epoch ?? chain.epoch };
    const read = (page: { first: number | null; after: string | null }) =>
      context.app.queries.checkpoints(choice, page);
    return connection(await read({ first, after }), checkpointView, info, () => countByPages(read));
  }

  @FieldResolver(() => AuditVerificationConnection, { description: 'Past and running verifications, newest first.' })
  verifications(
    @Root() chain: ChainRoot,
    @Arg('first', () => Int, { nullable: true }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const read = (page: { first: number | null; after: string | null }) =>
      context.app.queries.verifications(chain.organizationId, page);
    return read({ first, after }).then((page) => connection(page, verificationView, info, () => countByPages(read)));
  }

  @FieldResolver(() => PermissionType, {
    description: 'Superusers; the ledger of the platform from the command line only.',
  })
  viewerCanUnseal(@Root() chain: ChainRoot, @Ctx() context: GraphqlContext) {
    return context.app.queries.canUnseal(principalOf(context), chain.organizationId);
  }

  @Mutation(() => UnsealLedgerPayload, {
    description:
      'Superusers. Closes a sealed ledger for good and opens the next epoch, whose first record pins how the old one ended.',
  })
  unsealLedger(@Arg('input', () => UnsealLedgerInput) input: UnsealLedgerInput, @Ctx() context: GraphqlContext) {
    return answer(input, async () => {
      const principal = principalOf(context);
      const { organizationId, reason } = input;
      const closed = await context.app.commands.unsealLedger(principal, { organizationId, reason });
      const epoch = await epochView(closed, context);
      const organization = await context.app.queries.organization(principal, organizationId);
      return { epoch, organization };
    });
  }

  @Mutation(() => CancelVerificationPayload, {
    description: 'Who started it, and admins. Ends the verification that somebody started, wherever it runs.',
  })
  cancelVerification(
    @Arg('input', () => CancelVerificationInput) input: CancelVerificationInput,
    @Ctx() context: GraphqlContext,
  ) {
    return answer(input, async () => {
      const { organizationId } = input;
      const row = await context.app.commands.cancelVerification(principalOf(context), { organizationId });
      return { verification: verificationView(row) };
    });
  }
}

@Resolver(() => AuditVerificationType)
export class AuditVerificationResolver {
  @FieldResolver(() => PermissionType, { description: 'Who started it, and admins.' })
  viewerCanCancel(
    @Root() { organizationId, requestedBy }: { readonly organizationId: string; readonly requestedBy: string },
    @Ctx() context: GraphqlContext,
  ) {
    return context.app.queries.canCancelVerification(principalOf(context), organizationId, requestedBy);
  }
}

@Resolver(() => AuditRecordType)
export class AuditRecordResolver {
  @FieldResolver(() => InclusionProofType, {
    description: 'That it is in the ledger; `size` left out: in the tree of the newest checkpoint.',
  })
  async proof(
    @Root() record: { readonly id: string },
    @Arg('size', () => String, { nullable: true }) size: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<InclusionProofType> {
    const wanted = size ? sizeOf(size, 'size') : null;
    const proof = await context.app.queries.inclusionProof(principalOf(context), record.id, wanted);
    if (proof === null) throw notFound();
    const { hashes, checkpoint, rootHex } = proof;
    return { size: String(proof.size), root: rootHex, hashes, checkpoint };
  }
}

const checkpointView = ({ size, rootHex, note, keptAt }: CheckpointRow) => ({
  size: String(size),
  root: rootHex,
  note,
  keptAt,
});

async function epochView(row: LedgerEpochRow, { app }: GraphqlContext) {
  return ledgerEpochView(row, (await app.queries.verifierKeys(row)) ?? []);
}

function sizeOf(text: string, field: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new DomainError('INVALID_INPUT', `${field} is a number of records.`, { field: [field] });
}
