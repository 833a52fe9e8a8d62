import { Arg, Ctx, ID, Resolver, Root, Subscription } from 'type-graphql';
import { DomainError } from '../../../domain/errors.ts';
import { type EpochSequence, parseSequence, renderSequence } from '../../../domain/ledger-name.ts';
import type { CertificateRequestRow, LedgerVerificationRow } from '../../../usecases/ports.ts';
import { type GraphqlContext, principalOf } from '../context.ts';
import { AuditVerificationType, RequestChangeType } from '../types/audit.ts';
import { verificationView } from '../views.ts';

interface LiveArguments<Args> {
  readonly args: Args;
  readonly context: GraphqlContext & { readonly signal: AbortSignal };
}

interface RequestMoved {
  readonly sequence: string;
  readonly type: string;
  readonly request: CertificateRequestRow;
}

async function* requestChanges({
  args,
  context,
}: LiveArguments<{ organizationId: string; sinceSequence?: string | null }>): AsyncGenerator<RequestMoved> {
  const principal = principalOf(context);
  const since = sequenceOf(args.sinceSequence ?? null);
  for await (const change of context.app.live.requestChanges(principal, args.organizationId, since, context.signal)) {
    const request = await context.app.queries.request(principal, change.requestId);
    // What the viewer may not see is passed over, as if it were not there.
    if (request !== null) yield { sequence: renderSequence(change.sequence), type: change.type, request };
  }
}

async function* verificationSteps({
  args,
  context,
}: LiveArguments<{ organizationId: string }>): AsyncGenerator<LedgerVerificationRow> {
  yield* context.app.live.verification(principalOf(context), args.organizationId, context.signal);
}

function sequenceOf(text: string | null): EpochSequence | null {
  if (text === null) return null;
  const place = parseSequence(text);
  if (place !== null) return place;
  throw new DomainError('INVALID_INPUT', 'sinceSequence is the sequence of the last change that you have seen.', {
    field: ['sinceSequence'],
  });
}

@Resolver()
export class LiveResolver {
  @Subscription(() => RequestChangeType, {
    subscribe: requestChanges,
    description:
      'Members of the organization. Every change of its requests as it is committed; `sinceSequence` (exclusive) replays what was missed.',
  })
  requestChanged(
    @Root() change: RequestMoved,
    @Arg('organizationId', () => ID) _organizationId: string,
    @Arg('sinceSequence', () => String, { nullable: true }) _sinceSequence: string | null,
  ): RequestMoved {
    return change;
  }

  @Subscription(() => AuditVerificationType, {
    subscribe: verificationSteps,
    description: 'Members of the organization. Progress of the running or next verification, then its verdict.',
  })
  auditVerification(
    @Root() row: LedgerVerificationRow,
    @Arg('organizationId', () => ID) _organizationId: string,
    @Ctx() _context: GraphqlContext,
  ) {
    return verificationView(row);
  }
}
