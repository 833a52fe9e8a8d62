import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Int, Query, Resolver, Root } from 'type-graphql';
import { notFound } from '../../../domain/permission.ts';
import type { CertificateRequestRow } from '../../../usecases/ports.ts';
import { type GraphqlContext, principalOf } from '../context.ts';
import { DateTime } from '../date-time.ts';
import { OrganizationRoleEnum } from '../enums.ts';
import { RequestFilter, RequestOrder } from '../inputs/requests.ts';
import { AuditRecordType } from '../types/audit.ts';
import { ActorType, actorView, type ConnectionView, connection, PermissionType } from '../types/common.ts';
import { TrustProfileType } from '../types/governance.ts';
import { OrganizationType, UserType } from '../types/people.ts';
import {
  CertificateRequestConnection,
  CertificateRequestType,
  CertificateType,
  CommentType,
  DecisionType,
  PolicyCheckType,
  QuorumType,
  RequesterHistoryType,
  ServerKeyType,
} from '../types/requests.ts';
import { auditRecordView, commentView, decisionView, trustProfileView } from '../views.ts';

@Resolver(() => CertificateRequestType)
export class RequestsResolver {
  @Query(() => CertificateRequestType, { nullable: true, description: 'Members of its organization.' })
  request(@Arg('id', () => ID) id: string, @Ctx() context: GraphqlContext): Promise<CertificateRequestRow | null> {
    return context.app.queries.request(principalOf(context), id);
  }

  @Query(() => CertificateRequestConnection, {
    description: 'Members of the organization. `canDecide` leaves those that the viewer can decide now.',
  })
  async requests(
    @Arg('organizationId', () => ID) organizationId: string,
    @Arg('filter', () => RequestFilter, { nullable: true }) filter: RequestFilter | null,
    @Arg('orderBy', () => RequestOrder, { nullable: true }) orderBy: RequestOrder | null,
    @Arg('first', () => Int, { nullable: true }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ConnectionView<CertificateRequestRow>> {
    const { queries } = context.app;
    const principal = principalOf(context);
    const page = await queries.requests(principal, organizationId, filter ?? null, orderBy ?? null, { first, after });
    return connection(
      page,
      (row) => row,
      info,
      () => queries.countRequests(principal, organizationId, filter ?? null),
    );
  }

  @FieldResolver(() => Int, {
    description: 'Changes with the content, and with each version of its profile; never by votes or comments.',
  })
  revision(@Root() request: CertificateRequestRow, @Ctx() context: GraphqlContext): Promise<number> {
    return context.app.queries.revision(request);
  }

  @FieldResolver(() => OrganizationType)
  organization(@Root() request: CertificateRequestRow, @Ctx() context: GraphqlContext) {
    return context.app.queries.organization(principalOf(context), request.organizationId);
  }

  @FieldResolver(() => ActorType)
  requester(@Root() request: CertificateRequestRow) {
    return actorView({ kind: request.requesterKind, id: request.requesterId, name: request.requesterName });
  }

  @FieldResolver(() => OrganizationRoleEnum, {
    nullable: true,
    description: 'Of a person who asked and is a member, as of now.',
  })
  async requesterRole(@Root() request: CertificateRequestRow, @Ctx() context: GraphqlContext) {
    return (await context.app.queries.requesterStanding(request)).role;
  }

  @FieldResolver(() => UserType, {
    nullable: true,
    description: 'Whom the device or token belongs to that asked, if they are a member.',
  })
  async requesterOwner(@Root() request: CertificateRequestRow, @Ctx() context: GraphqlContext) {
    return (await context.app.queries.requesterStanding(request)).owner;
  }

  @FieldResolver(() => RequesterHistoryType, {
    description: 'What whoever asked had asked for before, in this organization.',
  })
  requesterHistory(@Root() request: CertificateRequestRow, @Ctx() context: GraphqlContext) {
    return context.app.queries.requesterHistory(request);
  }

  @FieldResolver(() => ServerKeyType, { nullable: true, description: 'Null: the server made no key, or not yet.' })
  serverKey(@Root() request: CertificateRequestRow, @Ctx() context: GraphqlContext) {
    return context.app.queries.serverKey(request);
  }

  @FieldResolver(() => TrustProfileType, { description: 'In the version that it matched.' })
  async trustProfile(@Root() request: CertificateRequestRow, @Ctx() context: GraphqlContext) {
    return trustProfileView(await context.app.queries.pinnedProfile(request));
  }

  @FieldResolver(() => Int)
  requiredApprovals(@Root() request: CertificateRequestRow, @Ctx() context: GraphqlContext): Promise<number> {
    return context.app.queries.requiredApprovals(request);
  }

  @FieldResolver(() => Boolean, {
    description: 'Approving it takes a reason: by the version of its profile that it matched, or by the one in force.',
  })
  approvalNeedsReason(@Root() request: CertificateRequestRow, @Ctx() context: GraphqlContext): Promise<boolean> {
    return context.app.queries.approvalNeedsReason(request);
  }

  @FieldResolver(() => [DecisionType])
  async decisions(@Root() request: CertificateRequestRow, @Ctx() context: GraphqlContext) {
    return (await context.app.queries.decisionsOf(request.id)).map(decisionView);
  }

  @FieldResolver(() => [UserType], { description: 'Members who can decide it now, beside those who have.' })
  eligibleApprovers(@Root() request: CertificateRequestRow, @Ctx() context: GraphqlContext) {
    return context.app.queries.eligibleApprovers(request);
  }

  @FieldResolver(() => QuorumType, {
    nullable: true,
    description: 'Whether enough people can decide it, as of now; null once it is decided.',
  })
  quorum(@Root() request: CertificateRequestRow, @Ctx() context: GraphqlContext) {
    return context.app.queries.quorum(request);
  }

  @FieldResolver(() => [PolicyCheckType], {
    description: 'What fails first, then what needs a look, then what passes.',
  })
  policyChecks(@Root() request: CertificateRequestRow, @Ctx() context: GraphqlContext) {
    return context.app.queries.policyChecks(request);
  }

  @FieldResolver(() => [CommentType])
  async comments(@Root() request: CertificateRequestRow, @Ctx() context: GraphqlContext) {
    return (await context.app.queries.comments(request.id)).map(commentView);
  }

  @FieldResolver(() => [AuditRecordType], { description: 'Every ledger record about it, oldest first.' })
  async records(@Root() request: CertificateRequestRow, @Ctx() context: GraphqlContext) {
    return (await context.app.queries.records(request)).map(auditRecordView);
  }

  @FieldResolver(() => String, {
    description:
      'Its evidence bundle (JSON): every record with its proof, the signed checkpoint, the certificate; also at /approvals/{id}/evidence.',
  })
  async evidence(@Root() request: CertificateRequestRow, @Ctx() context: GraphqlContext): Promise<string> {
    const bundle = await context.app.queries.evidence(principalOf(context), request.id);
    if (bundle === null) throw notFound();
    return bundle;
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description: 'When a failed issuance is tried again by itself; null: not until somebody has it retried.',
  })
  nextAttemptAt(@Root() request: CertificateRequestRow): Date | null {
    return request.issuanceStatus === 'FAILED' ? (request.nextAttemptAt ?? null) : null;
  }

  @FieldResolver(() => CertificateType, { nullable: true })
  certificate(@Root() request: CertificateRequestRow, @Ctx() context: GraphqlContext) {
    return context.app.queries.certificateOf(request);
  }

  @FieldResolver(() => CertificateType, { nullable: true, description: 'The certificate that it was asked to renew.' })
  renewsCertificate(@Root() request: CertificateRequestRow, @Ctx() context: GraphqlContext) {
    return context.app.queries.renewedCertificate(request);
  }

  @FieldResolver(() => CertificateType, {
    nullable: true,
    description: 'The one in force that shares the most names; null: first for these names.',
  })
  previousCertificate(@Root() request: CertificateRequestRow, @Ctx() context: GraphqlContext) {
    return context.app.queries.previousCertificate(request);
  }

  @FieldResolver(() => String, { nullable: true, description: 'The CSR, PEM, as it came.' })
  csrPem(@Root() request: CertificateRequestRow, @Ctx() context: GraphqlContext): Promise<string | null> {
    return context.app.queries.csrPem(request.id);
  }

  @FieldResolver(() => PermissionType)
  async viewerCanApprove(@Root() request: CertificateRequestRow, @Ctx() context: GraphqlContext) {
    return (await context.app.queries.permissions(principalOf(context), request)).approve;
  }

  @FieldResolver(() => PermissionType)
  async viewerCanReject(@Root() request: CertificateRequestRow, @Ctx() context: GraphqlContext) {
    return (await context.app.queries.permissions(principalOf(context), request)).reject;
  }

  @FieldResolver(() => PermissionType)
  async viewerCanVoid(@Root() request: CertificateRequestRow, @Ctx() context: GraphqlContext) {
    return (await context.app.queries.permissions(principalOf(context), request)).void;
  }

  @FieldResolver(() => PermissionType)
  async viewerCanWithdraw(@Root() request: CertificateRequestRow, @Ctx() context: GraphqlContext) {
    return (await context.app.queries.permissions(principalOf(context), request)).withdraw;
  }

  @FieldResolver(() => PermissionType)
  async viewerCanComment(@Root() request: CertificateRequestRow, @Ctx() context: GraphqlContext) {
    return (await context.app.queries.permissions(principalOf(context), request)).comment;
  }

  @FieldResolver(() => PermissionType)
  async viewerCanAttachCsr(@Root() request: CertificateRequestRow, @Ctx() context: GraphqlContext) {
    return (await context.app.queries.permissions(principalOf(context), request)).attachCsr;
  }

  @FieldResolver(() => PermissionType)
  async viewerCanRetryIssuance(@Root() request: CertificateRequestRow, @Ctx() context: GraphqlContext) {
    return (await context.app.queries.permissions(principalOf(context), request)).retryIssuance;
  }

  @FieldResolver(() => PermissionType, { description: 'The private key that the server made.' })
  async viewerCanCollectKey(@Root() request: CertificateRequestRow, @Ctx() context: GraphqlContext) {
    return (await context.app.queries.permissions(principalOf(context), request)).collectKey;
  }
}
