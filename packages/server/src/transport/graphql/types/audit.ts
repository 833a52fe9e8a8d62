import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../date-time.ts';
import { VerificationCauseEnum, VerificationStateEnum } from '../enums.ts';
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

  @Field(() => String, {
    description: 'The value of `org` in the entry: the organization, `/n` from its second epoch on.',
  })
  ledger!: string;
}

@ObjectType('InclusionProof', {
  description: 'That a record is in the tree of `size` records (RFC 6962 §2.1.1).',
  simpleResolvers: true,
})
export class InclusionProofType {
  @Field(() => String)
  size!: string;

  @Field(() => String, { description: 'Root of that tree, lower-case hex.' })
  root!: string;

  @Field(() => [String], { description: 'Lower-case hex, from the leaf up.' })
  hashes!: readonly string[];

  @Field(() => String, {
    nullable: true,
    description: 'The newest checkpoint, which signs the root; null where another size was asked for.',
  })
  checkpoint!: string | null;
}

@ObjectType('ConsistencyProof', {
  description: 'That the first `to` records begin with the first `from`, unchanged (RFC 6962 §2.1.2).',
  simpleResolvers: true,
})
export class ConsistencyProofType {
  @Field(() => String)
  from!: string;

  @Field(() => String)
  to!: string;

  @Field(() => String)
  fromRoot!: string;

  @Field(() => String)
  toRoot!: string;

  @Field(() => [String])
  hashes!: readonly string[];
}

@ObjectType('ClosedEpochFinding', {
  description: 'What a verification says of a ledger that had not verified, and was closed.',
  simpleResolvers: true,
})
export class ClosedEpochFindingType {
  @Field(() => String)
  ledger!: string;

  @Field(() => Int)
  epoch!: number;

  @Field(() => Boolean, {
    description: 'As it was when it was closed, break and all; false: it was changed once more.',
  })
  isAsAcknowledged!: boolean;

  @Field(() => String, { description: 'Records from the first that are right.' })
  size!: string;

  @Field(() => String, { nullable: true })
  firstBroken!: string | null;

  @Field(() => String)
  explanation!: string;

  @Field(() => String)
  acknowledgedBy!: string;

  @Field(() => String)
  reason!: string;
}

@ObjectType('LedgerEpoch', {
  description: 'A ledger that did not verify, and was closed for good when the next epoch was opened.',
  simpleResolvers: true,
})
export class LedgerEpochType {
  @Field(() => String)
  ledger!: string;

  @Field(() => Int)
  epoch!: number;

  @Field(() => String, { description: 'Records that it had by its head.' })
  size!: string;

  @Field(() => String)
  origin!: string;

  @Field(() => DateTime)
  sealedAt!: Date;

  @Field(() => String)
  sealedBecause!: string;

  @Field(() => String, { nullable: true })
  firstBroken!: string | null;

  @Field(() => String, { nullable: true })
  what!: string | null;

  @Field(() => String, { description: 'Records from the first that were right.' })
  verifiedSize!: string;

  @Field(() => String, { nullable: true, description: 'Merkle root over those.' })
  verifiedRoot!: string | null;

  @Field(() => String, { nullable: true, description: 'The newest signed note that was kept of it.' })
  lastCheckpoint!: string | null;

  @Field(() => [String], { description: 'Keys that its checkpoints are checked with, newest first.' })
  verifierKeys!: readonly string[];

  @Field(() => DateTime)
  closedAt!: Date;

  @Field(() => ActorType)
  closedBy!: ActorType;

  @Field(() => String)
  reason!: string;
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

  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: 'The ledger that was written when it ran.' })
  ledger!: string;

  @Field(() => Int)
  epoch!: number;

  @Field(() => VerificationCauseEnum)
  cause!: string;

  @Field(() => String, {
    nullable: true,
    description: 'edited, missing, reordered, cut off, rewritten or state edited.',
  })
  what!: string | null;

  @Field(() => String, { nullable: true })
  expected!: string | null;

  @Field(() => String, { nullable: true })
  found!: string | null;

  @Field(() => String, { nullable: true, description: 'Merkle root over the records that are right.' })
  root!: string | null;

  @Field(() => Int, { nullable: true })
  recordsPerSecond!: number | null;

  @Field(() => ID, { description: 'Who started it; `system` after a start of the server.' })
  requestedBy!: string;

  @Field(() => DateTime)
  startedAt!: Date;

  @Field(() => [ClosedEpochFindingType], { description: 'Of the ledgers that were closed before this one was opened.' })
  closedEpochs!: readonly ClosedEpochFindingType[];
}

export const AuditVerificationConnection = connectionType('AuditVerification', () => AuditVerificationType);

@ObjectType('LedgerCheckpoint', {
  description: 'What was signed of a ledger (C2SP tlog-checkpoint). The note carries its own signature.',
  simpleResolvers: true,
})
export class LedgerCheckpointType {
  @Field(() => String, { description: 'Records that it covers.' })
  size!: string;

  @Field(() => String, { description: 'Merkle root over these, lower-case hex.' })
  root!: string;

  @Field(() => String, { description: 'The signed note, with the cosignatures of witnesses that are known of it.' })
  note!: string;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When this server kept it, by its own clock; no note says it. Null: signed as it was asked for.',
  })
  keptAt!: Date | null;
}

export const LedgerCheckpointConnection = connectionType('LedgerCheckpoint', () => LedgerCheckpointType);

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

  @Field(() => DateTime, { nullable: true })
  sealedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'The first broken record, of a sealed ledger.' })
  sealedFirstBroken!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'edited, missing, reordered, cut off, rewritten or state edited, of a sealed ledger.',
  })
  sealedWhat!: string | null;

  @Field(() => Int, { description: 'Counts from 1; a ledger that did not verify was closed before each later one.' })
  epoch!: number;

  @Field(() => String, { description: 'Where its checkpoints say that they come from; fixed when it was opened.' })
  origin!: string;
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
