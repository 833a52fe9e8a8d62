import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { notFound } from '../../../domain/permission.ts';
import type { AuditChainView } from '../../../usecases/ledger-queries.ts';
import { type GraphqlContext, principalOf } from '../context.ts';
import { AuditFilter } from '../inputs/requests.ts';
import { VerifyAuditChainPayload } from '../payloads.ts';
import { AuditChainType, AuditRecordConnection, AuditVerificationType } from '../types/audit.ts';
import { connection, NodeType } from '../types/common.ts';
import { auditRecordView, pendingChangeView, trustProfileView, verificationView } from '../views.ts';
import { answer } from './answer.ts';
import { countByPages } from './count-by-pages.ts';

type ChainView = Omit<AuditChainView, 'size'> & {
  readonly size: string;
  readonly sealedFirstBroken: string | null;
  readonly sealedWhat: string | null;
};

@Resolver(() => AuditChainType)
export class AuditResolver {
  @Query(() => AuditChainType, {
    description: 'Members of the organization; "platform" is the ledger of the platform, for platform roles.',
  })
  async auditChain(
    @Arg('organizationId', () => ID) organizationId: string,
    @Ctx() context: GraphqlContext,
  ): Promise<ChainView> {
    const chain = await context.app.queries.auditChain(principalOf(context), organizationId);
    if (chain === null) throw notFound();
    const firstBroken = chain.sealedVerdict?.firstBroken ?? null;
    return {
      ...chain,
      size: String(chain.size),
      sealedFirstBroken: firstBroken === null ? null : String(firstBroken),
      sealedWhat: chain.sealedVerdict?.what ?? null,
    };
  }

  @Query(() => AuditRecordConnection, { description: 'Members of the organization. Newest first.' })
  async auditRecords(
    @Arg('organizationId', () => ID) organizationId: string,
    @Arg('filter', () => AuditFilter, { nullable: true }) filter: AuditFilter | null,
    @Arg('first', () => Int, { nullable: true }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const read = (page: { first: number | null; after: string | null }) =>
      context.app.queries.auditRecords(principalOf(context), organizationId, filter ?? null, page);
    return connection(await read({ first, after }), auditRecordView, info, () => countByPages(read));
  }

  @FieldResolver(() => String, { description: 'Merkle root over every record (RFC 6962).' })
  root(@Root() chain: ChainView, @Ctx() context: GraphqlContext): Promise<string> {
    return context.app.queries.merkleRoot({ ...chain, size: Number(chain.size) });
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'The newest signed checkpoint (C2SP tlog-checkpoint), with the cosignatures of witnesses.',
  })
  checkpoint(@Root() chain: ChainView, @Ctx() context: GraphqlContext): Promise<string | null> {
    return context.app.queries.checkpoint(chain);
  }

  @FieldResolver(() => AuditVerificationType, { nullable: true })
  async lastVerification(@Root() chain: ChainView, @Ctx() context: GraphqlContext) {
    const row = await context.app.queries.lastVerification(chain.organizationId);
    return row === null ? null : verificationView(row);
  }

  @Mutation(() => VerifyAuditChainPayload, {
    description: 'Members of the organization. Starts one; follow it by `auditVerification`.',
  })
  verifyAuditChain(@Arg('organizationId', () => ID) organizationId: string, @Ctx() context: GraphqlContext) {
    return answer(null, async () => ({
      verification: verificationView(
        await context.app.commands.verifyAuditChain(principalOf(context), { organizationId }),
      ),
    }));
  }

  @Query(() => NodeType, { nullable: true, description: 'Anything with an id, for whoever may see it (Relay).' })
  async node(@Arg('id', () => ID) id: string, @Ctx() context: GraphqlContext): Promise<object | null> {
    const { queries } = context.app;
    const principal = principalOf(context);
    if (id.includes(':')) {
      const record = await queries.auditRecord(principal, id);
      return record === null ? null : auditRecordView(record);
    }
    switch (id.split('_')[0]) {
      case 'org':
        return queries.organization(principal, id);
      case 'apr':
        return queries.request(principal, id);
      case 'dtp': {
        const profile = await queries.trustProfile(principal, id);
        return profile === null ? null : trustProfileView(profile);
      }
      case 'chg': {
        const change = await queries.pendingChange(principal, id);
        return change === null ? null : pendingChangeView(change);
      }
      case 'ca':
        return queries.certificateAuthority(principal, id);
      case 'crt':
        return queries.certificate(principal, id);
      case 'dev':
        return queries.device(principal, id);
      case 'tok':
        return queries.apiToken(principal, id);
      case 'whk':
        return queries.webhook(principal, id);
      case 'usr':
        return queries.visibleUser(principal, id);
      default:
        return null;
    }
  }
}
