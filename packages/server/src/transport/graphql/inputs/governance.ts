import { Field, ID, InputType, Int } from 'type-graphql';
import type { TrustProfileRole } from '../../../domain/actor.ts';
import type { KeyAlgorithm } from '../../../domain/key-algorithm.ts';
import type { ExtendedKeyUsage, KeySource } from '../../../domain/trust-profile-rules.ts';
import { ExtendedKeyUsageEnum, KeyAlgorithmEnum, KeySourceEnum, TrustProfileRoleEnum } from '../enums.ts';

@InputType('SetTrustProfileRoleInput')
export class SetTrustProfileRoleInput {
  @Field(() => ID)
  trustProfileId!: string;

  @Field(() => ID)
  userId!: string;

  @Field(() => TrustProfileRoleEnum, { nullable: true })
  role?: TrustProfileRole | null;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}

@InputType('CreateCertificateAuthorityInput')
export class CreateCertificateAuthorityInput {
  @Field(() => ID)
  organizationId!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String)
  commonName!: string;

  @Field(() => KeyAlgorithmEnum, { nullable: true })
  keyAlgorithm?: KeyAlgorithm | null;

  @Field(() => Int, { nullable: true })
  validityDays?: number | null;

  @Field(() => ID, { nullable: true })
  parentId?: string | null;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}

/** What of a profile is left out takes its default, or stays as it is. */
@InputType()
abstract class ProfileRulesInput {
  @Field(() => [String], { nullable: true })
  exceptDomains?: string[] | null;

  @Field(() => [String], { nullable: true })
  environments?: string[] | null;

  @Field(() => Boolean, { nullable: true })
  requireApproval?: boolean | null;

  @Field(() => Int, { nullable: true })
  requiredApprovals?: number | null;

  @Field(() => Boolean, { nullable: true })
  allowSelfApproval?: boolean | null;

  @Field(() => Boolean, { nullable: true })
  requireJustification?: boolean | null;

  @Field(() => Boolean, { nullable: true })
  mandatoryReason?: boolean | null;

  @Field(() => Int, { nullable: true })
  maxValidityDays?: number | null;

  @Field(() => Int, { nullable: true })
  defaultValidityDays?: number | null;

  @Field(() => [KeyAlgorithmEnum], { nullable: true })
  keyAlgorithms?: KeyAlgorithm[] | null;

  @Field(() => Boolean, { nullable: true })
  allowWildcards?: boolean | null;

  @Field(() => [ID], { nullable: true })
  allowedUserIds?: string[] | null;

  @Field(() => [ID], { nullable: true })
  allowedDeviceIds?: string[] | null;

  @Field(() => Boolean, { nullable: true })
  allowAllDevices?: boolean | null;

  @Field(() => [ExtendedKeyUsageEnum], { nullable: true })
  extendedKeyUsages?: ExtendedKeyUsage[] | null;

  @Field(() => KeySourceEnum, { nullable: true })
  keySource?: KeySource | null;

  @Field(() => Boolean, { nullable: true })
  deliver?: boolean | null;

  @Field(() => Int, { nullable: true })
  warnAfterHours?: number | null;

  @Field(() => Int, { nullable: true })
  escalateAfterHours?: number | null;

  @Field(() => [String], { nullable: true })
  escalationContacts?: string[] | null;

  @Field(() => Int, { nullable: true })
  expireAfterHours?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Days ahead of its end to ask for a certificate anew; null: not by itself.',
  })
  renewBeforeDays?: number | null;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}

@InputType('CreateTrustProfileInput')
export class CreateTrustProfileInput extends ProfileRulesInput {
  @Field(() => ID)
  organizationId!: string;

  @Field(() => String)
  name!: string;

  @Field(() => [String])
  domains!: string[];

  @Field(() => ID)
  certificateAuthorityId!: string;
}

@InputType()
export abstract class ProposedProfileInput extends ProfileRulesInput {
  @Field(() => String, { nullable: true })
  name?: string | null;

  @Field(() => [String], { nullable: true })
  domains?: string[] | null;

  @Field(() => ID, { nullable: true })
  certificateAuthorityId?: string | null;
}

@InputType('UpdateTrustProfileInput')
export class UpdateTrustProfileInput extends ProposedProfileInput {
  @Field(() => ID)
  trustProfileId!: string;
}
