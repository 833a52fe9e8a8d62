import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../date-time.ts';
import {
  CheckOutcomeEnum,
  IssuanceStatusEnum,
  KeyAlgorithmEnum,
  KeyOriginEnum,
  PolicyCheckKindEnum,
  RequestStatusEnum,
  VerdictEnum,
} from '../enums.ts';
import { ActorType, connectionType, NodeType } from './common.ts';

@ObjectType('CertificateRequest', {
  implements: NodeType,
  description: 'A request for a certificate; its id is the approval id.',
  simpleResolvers: true,
})
export class CertificateRequestType extends NodeType {
  @Field(() => RequestStatusEnum)
  status!: string;

  @Field(() => IssuanceStatusEnum)
  issuanceStatus!: string;

  @Field(() => [String], { description: 'Lower-case A-labels, in the order asked.' })
  domains!: string[];

  @Field(() => String, { nullable: true })
  commonName!: string | null;

  @Field(() => String)
  environment!: string;

  @Field(() => String, { nullable: true })
  justification!: string | null;

  @Field(() => DateTime)
  requestedAt!: Date;

  @Field(() => DateTime, { nullable: true })
  decidedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was rejected, voided or withdrawn.' })
  outcomeReason!: string | null;

  @Field(() => DateTime, { nullable: true })
  warnAt!: Date | null;

  @Field(() => DateTime, { nullable: true })
  escalateAt!: Date | null;

  @Field(() => DateTime, { nullable: true })
  expiresAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When those who can decide were reminded.' })
  warnedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: "When the trust profile's contacts were told, too." })
  escalatedAt!: Date | null;

  @Field(() => Int, { description: 'Attempts to issue that failed, since somebody last had it tried again.' })
  issuanceAttempts!: number;

  @Field(() => String, { nullable: true, description: 'Why the last attempt to issue failed, in a word for programs.' })
  issuanceError!: string | null;

  @Field(() => KeyAlgorithmEnum, { nullable: true })
  keyAlgorithm!: string | null;

  @Field(() => KeyOriginEnum)
  keyOrigin!: string;

  @Field(() => String, { nullable: true })
  spkiSha256!: string | null;

  @Field(() => Int)
  validityDays!: number;

  @Field(() => String, { description: 'What may be issued, as canonical JSON.' })
  template!: string;

  @Field(() => String, { description: 'SHA-256 of the template, which every vote names.' })
  templateSha256!: string;
}

@ObjectType('Quorum', { description: 'Whether a request can still get its approvals.', simpleResolvers: true })
export class QuorumType {
  @Field(() => Int)
  required!: number;

  @Field(() => Int, { description: 'Approvals that count.' })
  given!: number;

  @Field(() => Int, { description: 'Members who can approve it now, beside those who have.' })
  canStillDecide!: number;

  @Field(() => Boolean)
  isReachable!: boolean;

  @Field(() => String, { description: 'In a sentence; where there are too few people, what to do about it.' })
  explanation!: string;
}

@ObjectType('RequesterHistory', {
  description: 'How the requests went that the same actor had asked for within the year before.',
  simpleResolvers: true,
})
export class RequesterHistoryType {
  @Field(() => DateTime)
  since!: Date;

  @Field(() => Int)
  asked!: number;

  @Field(() => Int)
  issued!: number;

  @Field(() => Int)
  rejected!: number;

  @Field(() => Int)
  voided!: number;

  @Field(() => Int)
  withdrawn!: number;

  @Field(() => Int)
  expired!: number;

  @Field(() => Int, { description: 'Not at their end yet.' })
  open!: number;

  @Field(() => Boolean, { description: 'Only the newest were counted: there are more.' })
  isCut!: boolean;
}

@ObjectType('ServerKey', {
  description: 'What became of the key that the server made; the key itself is `collectKey`.',
  simpleResolvers: true,
})
export class ServerKeyType {
  @Field(() => DateTime, { nullable: true })
  firstDeliveredAt!: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Until when it is handed out again; null: it was not fetched yet, or is destroyed.',
  })
  availableUntil!: Date | null;

  @Field(() => DateTime, { nullable: true })
  destroyedAt!: Date | null;
}

@ObjectType('Decision', { description: "One person's vote.", simpleResolvers: true })
export class DecisionType {
  @Field(() => VerdictEnum)
  verdict!: string;

  @Field(() => ActorType)
  approver!: ActorType;

  @Field(() => String, { nullable: true })
  reason!: string | null;

  @Field(() => DateTime)
  decidedAt!: Date;
}

@ObjectType('Comment', { simpleResolvers: true })
export class CommentType {
  @Field(() => ID)
  id!: string;

  @Field(() => ActorType)
  author!: ActorType;

  @Field(() => String)
  text!: string;

  @Field(() => DateTime)
  createdAt!: Date;
}

@ObjectType('PolicyCheck', { description: 'What the policy checked, how it went, and why.', simpleResolvers: true })
export class PolicyCheckType {
  @Field(() => PolicyCheckKindEnum)
  kind!: string;

  @Field(() => String)
  rule!: string;

  @Field(() => CheckOutcomeEnum)
  outcome!: string;

  @Field(() => String)
  explanation!: string;
}

@ObjectType('Certificate', { implements: NodeType, simpleResolvers: true })
export class CertificateType extends NodeType {
  @Field(() => [String])
  domains!: string[];

  @Field(() => String)
  environment!: string;

  @Field(() => ID, { description: 'Of the request that it was issued for.' })
  requestId!: string;

  @Field(() => DateTime)
  issuedAt!: Date;

  @Field(() => DateTime)
  notBefore!: Date;

  @Field(() => DateTime)
  notAfter!: Date;

  @Field(() => String)
  fingerprintSha256!: string;

  @Field(() => String)
  spkiSha256!: string;

  @Field(() => DateTime, { nullable: true })
  revokedAt!: Date | null;

  @Field(() => String, { nullable: true })
  revocationReason!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the daily scan found that whoever asked for it may not ask for it anew.',
  })
  renewalRefusedAt!: Date | null;
}

export const CertificateRequestConnection = connectionType('CertificateRequest', () => CertificateRequestType);
export const CertificateConnection = connectionType('Certificate', () => CertificateType);
