import type { Principal } from '../domain/actor.ts';
import { DomainError } from '../domain/errors.ts';
import { ledgerOrigin, openLedger } from '../domain/ledger-genesis.ts';
import { demandPlatform } from './authorize.ts';
import { checkEnvironments, checkName, checkSlug } from './people-input.ts';
import { type Deps, insertRow, type OrganizationRow, RefusedByConstraint } from './ports.ts';

const DEVICE_CA_NAME = 'Device identities';
const DEFAULT_ENVIRONMENTS = ['production', 'staging', 'development'];

/** An organization, its ledger with its first record, and the device CA that its devices' identities come from. */
export async function createOrganization(
  deps: Deps,
  principal: Principal,
  input: { name: string; slug: string; environments?: readonly string[] | null },
): Promise<OrganizationRow> {
  demandPlatform(principal, 'platform.manage');
  const now = deps.clock.now();
  const organization: OrganizationRow = {
    id: deps.ids.next('org'),
    slug: checkSlug(input.slug),
    name: checkName(input.name),
    environments: checkEnvironments(input.environments ?? DEFAULT_ENVIRONMENTS),
    requireSecondAdmin: true,
    createdAt: now,
  };
  const origin = ledgerOrigin(deps.publicUrl.host, organization.id);
  const genesis = openLedger({ organizationId: organization.id, name: organization.name, origin, now });
  const deviceRootId = deps.ids.next('ca');
  const deviceRoot = await deps.authorities.createDeviceRoot({
    id: deviceRootId,
    organizationName: organization.name,
    now,
  });
  try {
    await deps.ledger.commit({
      organizationId: 'platform',
      authority: null,
      now,
      records: [
        {
          type: 'organization.changed',
          actor: principal.actor,
          subject: { kind: 'organization', id: organization.id },
          detail: {
            created: true,
            name: organization.name,
            slug: organization.slug,
            environments: organization.environments,
            deviceCa: {
              id: deviceRootId,
              name: DEVICE_CA_NAME,
              keyAlgorithm: deviceRoot.keyAlgorithm,
              certificateSha256: deps.authorities.readCertificate(deviceRoot.certificateDer).fingerprintSha256,
              notAfter: deviceRoot.notAfter.toISOString(),
            },
          },
        },
      ],
      writes: () => [
        insertRow('Organization', organization),
        insertRow('LedgerHead', {
          organizationId: organization.id,
          ledger: organization.id,
          epoch: 1,
          size: 1,
          hash: genesis.hash,
          ts: now,
          authority: 1,
          sealedAt: null,
          sealedBecause: null,
          sealedVerdict: null,
          origin,
        }),
        insertRow('LedgerRecord', {
          ledger: organization.id,
          seq: 0,
          hash: genesis.hash,
          entry: genesis.entry,
          type: genesis.draft.type,
          subjectId: genesis.draft.subject.id,
          actorId: genesis.draft.actor.id,
        }),
        insertRow('CertificateAuthority', {
          id: deviceRootId,
          organizationId: organization.id,
          kind: 'DEVICE_ROOT',
          name: DEVICE_CA_NAME,
          parentId: null,
          keyAlgorithm: deviceRoot.keyAlgorithm,
          certificateDer: deviceRoot.certificateDer,
          sealedKey: deviceRoot.sealedKey,
          notAfter: deviceRoot.notAfter,
          createdAt: now,
          retiredAt: null,
        }),
      ],
    });
  } catch (error) {
    if (error instanceof RefusedByConstraint && error.constraint === 'organization_slug_key') {
      throw new DomainError('INVALID_INPUT', `The slug ${organization.slug} is taken; choose another.`, {
        field: ['slug'],
      });
    }
    throw error;
  }
  return organization;
}
