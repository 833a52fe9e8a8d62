import { Button, Group, Modal, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useMutation } from 'urql';
import {
  CreateAuthorityDocument,
  type KeyAlgorithm,
  type ListedAuthorityFragment,
} from '../../gql/generated/graphql.ts';
import { placeRefusal } from '../../lib/place-refusal.ts';
import { type Refusal, refusalOf } from '../../lib/user-error.ts';
import { KEY_ALGORITHM_NAMES } from '../../lib/words.ts';
import { ErrorState } from '../../ui/error-state.tsx';

interface NewAuthorityDialogProps {
  readonly opened: boolean;
  readonly organization: { readonly id: string; readonly name: string };
  readonly roots: readonly Pick<ListedAuthorityFragment, 'id' | 'name'>[];
  readonly onClose: () => void;
  readonly onMade: () => void;
}

const NEW_ROOT = 'new';
const LIFETIMES = [2, 5, 10, 20].map((years) => ({ value: String(years), label: `${years} years` }));
const ALGORITHMS = Object.entries(KEY_ALGORITHM_NAMES).map(([value, label]) => ({ value, label }));
const isAlgorithm = (value: string): value is KeyAlgorithm => value in KEY_ALGORITHM_NAMES;

/** Makes an issuing authority, under a root that is there or with a root of its own. */
export function NewAuthorityDialog({ opened, organization, roots, onClose, onMade }: NewAuthorityDialogProps) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [{ fetching }, create] = useMutation(CreateAuthorityDocument);
  const form = useForm({
    initialValues: { name: '', commonName: '', parentId: NEW_ROOT, keyAlgorithm: 'ECDSA_P256', years: '10' },
    validate: {
      name: (name) => (name.trim() === '' ? 'Name it for what it signs, such as Issuing CA.' : null),
      commonName: (name) =>
        name.trim() === '' || name.trim().length > 64 ? 'A common name has 1 to 64 characters.' : null,
    },
  });
  const close = (): void => {
    form.reset();
    setRefusal(null);
    onClose();
  };
  const submit = form.onSubmit(async ({ name, commonName, parentId, keyAlgorithm, years }) => {
    setRefusal(null);
    const input = {
      organizationId: organization.id,
      name: name.trim(),
      commonName: commonName.trim(),
      parentId: parentId === NEW_ROOT ? null : parentId,
      keyAlgorithm: isAlgorithm(keyAlgorithm) ? keyAlgorithm : null,
      validityDays: Number(years) * 365,
    };
    const { data, error } = await create({ input });
    const refused = placeRefusal(form, refusalOf(error, data?.createCertificateAuthority.userErrors));
    if (refused || !data?.createCertificateAuthority.certificateAuthority) return setRefusal(refused);
    onMade();
    close();
  });
  return (
    <Modal opened={opened} onClose={close} title="New certificate authority">
      <form noValidate onSubmit={submit}>
        <TextInput
          label="Name"
          description="What the screens call it."
          placeholder="Issuing CA"
          data-autofocus
          mb="md"
          {...form.getInputProps('name')}
        />
        <TextInput
          label="Common name"
          description="Stands in its certificate, for everybody to see. It cannot be changed later."
          mb="md"
          {...form.getInputProps('commonName')}
        />
        <Select
          label="Signed by"
          allowDeselect={false}
          data={[
            { value: NEW_ROOT, label: 'A new root, made with it' },
            ...roots.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          mb="md"
          {...form.getInputProps('parentId')}
        />
        <Select
          label="Key"
          description="Made here, kept encrypted under the storage key."
          allowDeselect={false}
          data={ALGORITHMS}
          mb="md"
          {...form.getInputProps('keyAlgorithm')}
        />
        <Select
          label="Lifetime"
          description="What it signs ends before it does."
          allowDeselect={false}
          data={LIFETIMES}
          {...form.getInputProps('years')}
        />
        {refusal && <ErrorState title="Nothing was made">{refusal.message}</ErrorState>}
        <Group justify="flex-end" gap="sm" mt="xl">
          <Button variant="subtle" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" loading={fetching}>
            Create
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
