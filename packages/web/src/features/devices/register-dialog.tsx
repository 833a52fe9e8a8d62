import { Button, Group, Modal, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useMutation } from 'urql';
import { RegisterDeviceDocument } from '../../gql/generated/graphql.ts';
import type { EnrollExample } from '../../lib/enroll-example.ts';
import { placeRefusal } from '../../lib/place-refusal.ts';
import { useSession } from '../../lib/session.ts';
import { type Refusal, refusalOf } from '../../lib/user-error.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { DeviceHandout, type Handout } from './device-handout.tsx';

interface RegisterDialogProps {
  readonly opened: boolean;
  readonly organizationId: string;
  readonly owners: readonly { readonly id: string; readonly name: string }[];
  readonly example: EnrollExample;
  readonly onClose: () => void;
  readonly onRegistered: () => void;
}

/** Registers a device and hands out what is pasted on it. */
export function RegisterDialog(props: RegisterDialogProps) {
  const { opened, organizationId, owners, example, onClose, onRegistered } = props;
  const { person } = useSession();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [handout, setHandout] = useState<Handout | null>(null);
  const [{ fetching }, register] = useMutation(RegisterDeviceDocument);
  const form = useForm({
    initialValues: { name: '', ownerId: person.id },
    validate: { name: (name) => (name.trim() === '' ? 'Name it as people know it, such as web-01.' : null) },
  });
  const close = (): void => {
    form.reset();
    setRefusal(null);
    setHandout(null);
    onClose();
  };
  const submit = form.onSubmit(async ({ name, ownerId }) => {
    setRefusal(null);
    const { data, error } = await register({ input: { organizationId, name: name.trim(), ownerId } });
    const refused = placeRefusal(form, refusalOf(error, data?.registerDevice.userErrors));
    const { device, enrollmentToken } = data?.registerDevice ?? {};
    if (refused || !device || !enrollmentToken) return setRefusal(refused);
    setHandout({ name: device.name, token: enrollmentToken });
    onRegistered();
  });
  // Whoever registers may be no member, and may own it all the same.
  const choices = [person, ...owners.filter(({ id }) => id !== person.id)];
  return (
    <Modal opened={opened} onClose={close} title="Register a device" size="lg">
      {handout !== null ? (
        <DeviceHandout handout={handout} example={example} onClose={close} />
      ) : (
        <form noValidate onSubmit={submit}>
          <TextInput
            label="Name"
            placeholder="web-01"
            data-autofocus
            autoComplete="off"
            mb="md"
            {...form.getInputProps('name')}
          />
          <Select
            label="Owner"
            description="Counts as the requester of what it asks for, as you do: somebody else approves."
            allowDeselect={false}
            data={choices.map(({ id, name }) => ({ value: id, label: name }))}
            {...form.getInputProps('ownerId')}
          />
          {refusal && <ErrorState title="It was not registered">{refusal.message}</ErrorState>}
          <Group justify="flex-end" gap="sm" mt="xl">
            <Button variant="subtle" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" loading={fetching}>
              Register
            </Button>
          </Group>
        </form>
      )}
    </Modal>
  );
}
