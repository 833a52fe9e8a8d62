import { Button, Checkbox, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { type ApiTokenScope, CreateTokenDocument, TokenScopesDocument } from '../../gql/generated/graphql.ts';
import { placeRefusal } from '../../lib/place-refusal.ts';
import { type Refusal, refusalOf } from '../../lib/user-error.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { SecretOnce } from '../../ui/secret-once.tsx';
import { SCOPE_WORDS } from './token-words.ts';

interface NewTokenDialogProps {
  readonly opened: boolean;
  readonly organization: { readonly id: string; readonly environments: readonly string[] };
  readonly onClose: () => void;
  readonly onMade: () => void;
}

const isScope = (value: string): value is ApiTokenScope => value in SCOPE_WORDS;
const EXPIRY = [7, 30, 90, 365].map((days) => ({ value: String(days), label: `In ${days} days` }));
const ANY = '';

/** Makes a token; its secret is shown this once. */
export function NewTokenDialog({ opened, organization, onClose, onMade }: NewTokenDialogProps) {
  const organizationId = organization.id;
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [made, setMade] = useState<{ readonly name: string; readonly secret: string } | null>(null);
  const [{ fetching }, create] = useMutation(CreateTokenDocument);
  const [{ data: rights }] = useQuery({ query: TokenScopesDocument, variables: { organizationId }, pause: !opened });
  const usable = rights?.organization?.viewerTokenScopes ?? [];
  const form = useForm({
    initialValues: { name: '', scopes: ['READ'], expiresInDays: '90', environment: ANY },
    validate: {
      name: (name) => (name.trim() === '' ? 'Name it after the program that will use it.' : null),
      scopes: (scopes) => (scopes.length === 0 ? 'Give at least one scope.' : null),
    },
  });
  const close = (): void => {
    form.reset();
    setRefusal(null);
    setMade(null);
    onClose();
  };
  const submit = form.onSubmit(async ({ name, scopes, expiresInDays, environment }) => {
    setRefusal(null);
    const { data, error } = await create({
      input: {
        organizationId,
        name: name.trim(),
        scopes: scopes.filter(isScope),
        expiresInDays: Number(expiresInDays),
        environment: environment === ANY ? null : environment,
      },
    });
    const refused = placeRefusal(form, refusalOf(error, data?.createApiToken.userErrors));
    const { apiToken, secret } = data?.createApiToken ?? {};
    if (refused || !apiToken || !secret) return setRefusal(refused);
    setMade({ name: apiToken.name, secret });
    onMade();
  });
  return (
    <Modal opened={opened} onClose={close} title="New API token" closeOnClickOutside={made === null}>
      {made !== null ? (
        <>
          <SecretOnce what={`The token ${made.name}`} secret={made.secret}>
            Give it to its program now; only its hash is kept. It is sent as “Authorization: Bearer”.
          </SecretOnce>
          <Group justify="flex-end" mt="xl">
            <Button variant="default" onClick={close}>
              Done
            </Button>
          </Group>
        </>
      ) : (
        <form noValidate onSubmit={submit}>
          <TextInput
            label="Name"
            description="Of the program that will use it."
            placeholder="deploy-bot"
            data-autofocus
            autoComplete="off"
            mb="md"
            {...form.getInputProps('name')}
          />
          <Checkbox.Group
            label="It may"
            description="Never more than you may yourself, now and later."
            mb="md"
            {...form.getInputProps('scopes')}
          >
            <Stack gap="md" mt="sm">
              {Object.entries(SCOPE_WORDS).map(([scope, { label }]) => {
                const isUsable = isScope(scope) && usable.includes(scope);
                return (
                  <Checkbox
                    key={scope}
                    value={scope}
                    label={label}
                    disabled={!isUsable}
                    description={isUsable ? undefined : 'You may not do this here yourself.'}
                  />
                );
              })}
            </Stack>
          </Checkbox.Group>
          <Select
            label="Expires"
            allowDeselect={false}
            data={EXPIRY}
            mb="md"
            {...form.getInputProps('expiresInDays')}
          />
          <Select
            label="Environment"
            description="For requests that it makes without naming one."
            allowDeselect={false}
            data={[
              { value: ANY, label: 'None' },
              ...organization.environments.map((value) => ({ value, label: value })),
            ]}
            {...form.getInputProps('environment')}
          />
          {refusal && <ErrorState title="No token was made">{refusal.message}</ErrorState>}
          <Group justify="flex-end" gap="sm" mt="xl">
            <Button variant="subtle" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" loading={fetching}>
              Create
            </Button>
          </Group>
        </form>
      )}
    </Modal>
  );
}
