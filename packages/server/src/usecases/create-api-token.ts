import { usableScopes } from '../domain/access-people.ts';
import type { ApiTokenScope, Principal } from '../domain/actor.ts';
import { DomainError } from '../domain/errors.ts';
import { checkPlainText } from '../domain/submission.ts';
import { demand, policyFor } from './authorize.ts';
import { decideAnew } from './decide-anew.ts';
import { checkName } from './people-input.ts';
import { type ApiTokenRow, type Deps, insertRow } from './ports.ts';
import { renderSecret, secretSha256 } from './secret.ts';

const DEFAULT_DAYS = 90;
const MAX_DAYS = 366;

interface CreateApiTokenInput {
  readonly organizationId: string;
  readonly name: string;
  readonly expiresInDays?: number | null;
  readonly scopes?: readonly ApiTokenScope[] | null;
  readonly environment?: string | null;
  readonly justification?: string | null;
}

/** A token that acts for its creator, within its scopes, in one organization. The secret is shown this once. */
export async function createApiToken(
  deps: Deps,
  principal: Principal,
  input: CreateApiTokenInput,
): Promise<{ token: ApiTokenRow; secret: string }> {
  const name = checkName(input.name);
  const days = input.expiresInDays ?? DEFAULT_DAYS;
  if (!Number.isInteger(days) || days < 1 || days > MAX_DAYS) {
    throw new DomainError('INVALID_INPUT', `A token expires within 1 to ${MAX_DAYS} days.`, {
      field: ['expiresInDays'],
    });
  }
  if (input.scopes?.length === 0) {
    throw new DomainError('INVALID_INPUT', 'Give at least one scope.', { field: ['scopes'] });
  }
  const justification = input.justification
    ? checkPlainText(input.justification, { min: 10, max: 4096, field: ['justification'] })
    : null;
  return decideAnew(async () => {
    const policy = await policyFor(deps, principal, input.organizationId);
    const usable = usableScopes({ principal, facts: policy.facts });
    const scopes = [...new Set(input.scopes ?? usable.filter((scope) => scope !== 'MANAGE'))];
    demand(policy.on('token.create', { organizationId: input.organizationId, scopes }));
    const createdBy = principal.userId;
    if (createdBy === null || principal.scopes !== null) {
      throw new DomainError('NOT_ALLOWED', 'Tokens are made by people who are signed in, not by tokens or devices.');
    }
    if (input.environment && !policy.snapshot.organization.environments.includes(input.environment)) {
      throw new DomainError('INVALID_INPUT', `The organization has no environment ${input.environment}.`, {
        field: ['environment'],
      });
    }
    const now = deps.clock.now();
    const secret = renderSecret('cst', deps.ids.random(32));
    const token: ApiTokenRow = {
      id: deps.ids.next('tok'),
      organizationId: input.organizationId,
      name,
      createdBy,
      secretSha256: secretSha256(secret),
      scopes,
      environment: input.environment ?? null,
      justification,
      createdAt: now,
      lastUsedAt: null,
      expiresAt: new Date(now.getTime() + days * 86_400_000),
      revokedAt: null,
    };
    await deps.ledger.commit({
      organizationId: input.organizationId,
      authority: policy.snapshot.authority,
      now,
      raisesAuthority: true,
      records: [
        {
          type: 'token.created',
          actor: principal.actor,
          subject: { kind: 'token', id: token.id },
          detail: {
            name,
            scopes,
            expiresAt: token.expiresAt?.toISOString() ?? null,
            environment: token.environment ?? null,
            justification: token.justification ?? null,
          },
        },
      ],
      writes: () => [insertRow('ApiToken', token)],
    });
    return { token, secret };
  });
}
