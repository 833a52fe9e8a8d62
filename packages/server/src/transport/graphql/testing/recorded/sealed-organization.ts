import { sealLedger } from '../../../../boot/record-sealing.ts';
import { EMPTY_ROOT } from '../../../../domain/merkle.ts';
import type { Thing } from '../access-matrix/scene.ts';

/** An organization whose ledger does not verify. */
export const sealedOrganization: Thing = async (scene) => {
  const { deps } = scene.server;
  const { id } = await scene.app.commands.createOrganization(scene.root, { name: 'Sealed', slug: scene.word() });
  const explanation = 'Record 0 is not the one that was hashed.';
  const verdict = {
    firstBroken: 0,
    what: 'edited',
    explanation,
    expected: null,
    found: null,
    size: 0,
    root: EMPTY_ROOT,
  } as const;
  const sealing = { organizationId: id, ledger: id, because: 'record 0 was edited', verdict, at: deps.clock.now() };
  await sealLedger(deps, scene.open.database, sealing);
  return id;
};
