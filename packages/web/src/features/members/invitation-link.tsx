import { Button, Group } from '@mantine/core';
import { SecretOnce } from '../../ui/secret-once.tsx';

export interface Invited {
  readonly name: string;
  /** Null: they have an account already. */
  readonly url: string | null;
}

/** What to do with an invitation now. */
export function InvitationLink({ invited, onClose }: { readonly invited: Invited; readonly onClose: () => void }) {
  return (
    <>
      {invited.url === null ? (
        <p role="status">{invited.name} has an account already and is a member now.</p>
      ) : (
        <SecretOnce what={`The link of ${invited.name}`} secret={invited.url}>
          Send it to them and to nobody else: whoever has it can take up the invitation. It works once, within a week.
          Where mail is set up, it was sent as well.
        </SecretOnce>
      )}
      <Group justify="flex-end" mt="xl">
        <Button variant="default" onClick={onClose}>
          Done
        </Button>
      </Group>
    </>
  );
}
