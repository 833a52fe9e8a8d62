import { Field, ID, ObjectType } from 'type-graphql';
import { DateTime } from '../date-time.ts';
import { VerificationStateEnum } from '../enums.ts';
import { ActorType, connectionType, NodeType } from './common.ts';
import { CertificateRequestType } from './requests.ts';

@ObjectType('AuditRecord', {
  implements: NodeType,
  description: 'One record of a hash-chained ledger.',
  simpleResolvers: true,
})
export class AuditRecordType extends NodeType {
  @Field(() => String, { description: 'Counts from 0 without gaps in each ledger.' })
  sequence!: string;

  @Field(() => String)
  type!: string;

  @Field(() => ActorType)
  actor!: ActorType;

  @Field(() => ID, { nullable: true })
  subjectId!: string | null;

  @Field(() => DateTime)
  occurredAt!: Date;

  @Field(() => String, { description: 'Canonical JSON (RFC 8785), exactly as it is stored and hashed.' })
  entry!: string;

  @Field(() => String, { description: 'SHA-256 of a zero byte and the entry, lower-case hex.' })
  hash!: string;
}

@ObjectType('AuditVerification', { simpleResolvers: true })
export class AuditVerificationType {
  @Field(() => VerificationStateEnum)
  state!: string;

  @Field(() => String)
  verified!: string;

  @Field(() => String)
  total!: string;

  @Field(() => Boolean, { nullable: true, description: 'The verdict; null until it is done.' })
  ok!: boolean | null;

  @Field(() => String, { nullable: true, description: 'Sequence of the first record that is not as it must be.' })
  firstBroken!: string | null;

  @Field(() => String, { nullable: true })
  explanation!: string | null;

  @Field(() => DateTime, { nullable: true })
  verifiedAt!: Date | null;
}

@ObjectType('AuditChain', { simpleResolvers: true })
export class AuditChainType {
  @Field(() => String)
  size!: string;

  @Field(() => String, { description: 'Hash of the last record.' })
  head!: string;

  @Field(() => Boolean)
  sealed!: boolean;

  @Field(() => String, { nullable: true })
  sealedBecause!: string | null;
}

@ObjectType('RequestChange', {
  description: 'One ledger record about a request, as it is committed.',
  simpleResolvers: true,
})
export class RequestChangeType {
  @Field(() => String, { description: 'Give the last one you have seen as `sinceSequence` to miss nothing.' })
  sequence!: string;

  @Field(() => String)
  type!: string;

  @Field(() => CertificateRequestType)
  request!: CertificateRequestType;
}

export const AuditRecordConnection = connectionType('AuditRecord', () => AuditRecordType);
