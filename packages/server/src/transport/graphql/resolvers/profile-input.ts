import type { TrustProfileInput } from '../../../usecases/application.ts';
import type { CreateTrustProfileInput, ProposedProfileInput } from '../inputs/governance.ts';

/** Fields of which null means something: no deadline, no renewal. Of every other field null means that it was left out. */
const NULLABLE = new Set(['warnAfterHours', 'escalateAfterHours', 'expireAfterHours', 'renewBeforeDays']);
const NOT_RULES = new Set(['organizationId', 'trustProfileId', 'days', 'clientMutationId']);

/** The rules in an input: only what was given, by the names of the domain. */
export function profileInput(input: CreateTrustProfileInput | ProposedProfileInput): TrustProfileInput {
  const given = Object.entries(input).filter(
    ([field, value]) => !NOT_RULES.has(field) && value !== undefined && (value !== null || NULLABLE.has(field)),
  );
  return Object.fromEntries(given);
}
