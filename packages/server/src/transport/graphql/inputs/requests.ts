import { Field, ID, InputType, Int } from 'type-graphql';
import type { RequestStatus, Verdict } from '../../../domain/certificate-request.ts';
import type { KeyAlgorithm } from '../../../domain/key-algorithm.ts';
import type { RevocationReason } from '../../../usecases/application.ts';
import { DateTime } from '../date-time.ts';
import {
  KeyAlgorithmEnum,
  OrderDirectionEnum,
  RequestOrderFieldEnum,
  RequestStatusEnum,
  RevocationReasonEnum,
  VerdictEnum,
} from '../enums.ts';

@InputType('SubmitRequestInput')
export class SubmitRequestInput {
  @Field(() => ID)
  organizationId!: string;

  @Field(() => [String])
  domains!: string[];

  @Field(() => String)
  environment!: string;

  @Field(() => String, { nullable: true })
  justification?: string | null;

  @Field(() => String, { nullable: true })
  commonName?: string | null;

  @Field(() => String, { nullable: true })
  csr?: string | null;

  @Field(() => KeyAlgorithmEnum, { nullable: true })
  keyAlgorithm?: KeyAlgorithm | null;

  @Field(() => Int, { nullable: true })
  validityDays?: number | null;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;

  @Field(() => ID, { nullable: true })
  renewsCertificateId?: string | null;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}

@InputType('ApproveRequestInput')
export class ApproveRequestInput {
  @Field(() => ID)
  requestId!: string;

  @Field(() => Int, { nullable: true })
  revision?: number | null;

  @Field(() => String, { nullable: true })
  reason?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Of the vocabulary: its words come first in the reason, those of `reason` after a colon.',
  })
  reasonId?: string | null;

  @Field(() => String, { nullable: true })
  comment?: string | null;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}

@InputType('RejectRequestInput')
export class RejectRequestInput {
  @Field(() => ID)
  requestId!: string;

  @Field(() => Int, { nullable: true })
  revision?: number | null;

  @Field(() => String, { nullable: true, description: 'Required, unless a reason of the vocabulary is chosen.' })
  reason?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Of the vocabulary: its words come first in the reason, those of `reason` after a colon.',
  })
  reasonId?: string | null;

  @Field(() => String, { nullable: true })
  comment?: string | null;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}

@InputType('VoidRequestInput')
export class VoidRequestInput {
  @Field(() => ID)
  requestId!: string;

  @Field(() => String, { nullable: true, description: 'Required, unless a reason of the vocabulary is chosen.' })
  reason?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Of the vocabulary: its words come first in the reason, those of `reason` after a colon.',
  })
  reasonId?: string | null;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}

@InputType('WithdrawRequestInput')
export class WithdrawRequestInput {
  @Field(() => ID)
  requestId!: string;

  @Field(() => String, { nullable: true })
  reason?: string | null;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}

@InputType('CommentOnRequestInput')
export class CommentOnRequestInput {
  @Field(() => ID)
  requestId!: string;

  @Field(() => String)
  text!: string;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}

@InputType('AttachCsrInput')
export class AttachCsrInput {
  @Field(() => ID)
  requestId!: string;

  @Field(() => String)
  csr!: string;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}

@InputType('RetryIssuanceInput')
export class RetryIssuanceInput {
  @Field(() => ID)
  requestId!: string;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}

@InputType('CollectKeyInput')
export class CollectKeyInput {
  @Field(() => ID)
  requestId!: string;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}

@InputType('ConfirmKeyInput')
export class ConfirmKeyInput {
  @Field(() => ID)
  requestId!: string;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}

@InputType('DecideRequestItem')
export class DecideRequestItem {
  @Field(() => ID)
  requestId!: string;

  @Field(() => Int, { nullable: true })
  revision?: number | null;
}

@InputType('DecideRequestsInput')
export class DecideRequestsInput {
  @Field(() => VerdictEnum)
  verdict!: Verdict;

  @Field(() => [DecideRequestItem])
  items!: DecideRequestItem[];

  @Field(() => String, { nullable: true })
  reason?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Of the vocabulary: its words come first in the reason, those of `reason` after a colon.',
  })
  reasonId?: string | null;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}

@InputType('RevokeCertificateInput')
export class RevokeCertificateInput {
  @Field(() => ID)
  certificateId!: string;

  @Field(() => RevocationReasonEnum)
  reason!: RevocationReason;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}

@InputType('RequestFilter')
export class RequestFilter {
  @Field(() => [RequestStatusEnum], { nullable: true })
  status?: RequestStatus[] | null;

  @Field(() => Boolean, { nullable: true })
  canDecide?: boolean | null;

  @Field(() => Boolean, { nullable: true })
  mine?: boolean | null;

  @Field(() => ID, { nullable: true })
  trustProfileId?: string | null;

  @Field(() => String, { nullable: true })
  environment?: string | null;

  @Field(() => String, { nullable: true })
  search?: string | null;

  @Field(() => Boolean, { nullable: true })
  escalated?: boolean | null;
}

@InputType('RequestOrder')
export class RequestOrder {
  @Field(() => RequestOrderFieldEnum)
  field!: 'REQUESTED_AT' | 'DECIDED_AT' | 'EXPIRES_AT';

  @Field(() => OrderDirectionEnum)
  direction!: 'ASC' | 'DESC';
}

@InputType('CertificateFilter')
export class CertificateFilter {
  @Field(() => String, { nullable: true, description: 'A name, exactly.' })
  domain?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Text in a name. Whole names, their ends at a dot and their labels are found in all; other text in the 2000 that end soonest.',
  })
  search?: string | null;

  @Field(() => ID, { nullable: true })
  trustProfileId?: string | null;

  @Field(() => String, { nullable: true })
  environment?: string | null;

  @Field(() => ID, { nullable: true, description: 'The person, device or token that asked; exactly.' })
  requesterId?: string | null;

  @Field(() => Int, { nullable: true })
  expiringWithinDays?: number | null;

  @Field(() => DateTime, { nullable: true, description: 'Ending at this moment or after it.' })
  expiresFrom?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Ending before this moment.' })
  expiresBefore?: Date | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether their time is over.' })
  expired?: boolean | null;

  @Field(() => Boolean, { nullable: true })
  revoked?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether a request that is still open asks for it anew.' })
  renewalAsked?: boolean | null;
}

@InputType('AuditFilter')
export class AuditFilter {
  @Field(() => [String], { nullable: true })
  types?: string[] | null;

  @Field(() => ID, { nullable: true })
  actorId?: string | null;

  @Field(() => ID, { nullable: true })
  subjectId?: string | null;

  @Field(() => DateTime, { nullable: true })
  from?: Date | null;

  @Field(() => DateTime, { nullable: true })
  to?: Date | null;

  @Field(() => Int, { nullable: true, description: 'Of a closed ledger; the one that is written now where left out.' })
  epoch?: number | null;
}
