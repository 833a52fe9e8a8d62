import { Stack, Switch } from '@mantine/core';
import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import {
  ChooseNotificationsDocument,
  MyNotificationPreferencesDocument,
  type ToldOfFragment,
} from '../../gql/generated/graphql.ts';
import { useOrganization } from '../../lib/session.ts';
import { failureOf, type Refusal, refusalOf } from '../../lib/user-error.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { FormSection } from '../../ui/form-section.tsx';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import styles from './notification-preferences.module.css';

const CHOICES = [
  { name: 'submissions', label: 'Requests that wait for my decision', description: 'As each is submitted.' },
  { name: 'warnings', label: 'Reminders', description: 'That a request which I could decide still waits.' },
  {
    name: 'outcomes',
    label: 'How my own requests went',
    description: 'Approved, rejected, voided, expired, issued; also of devices and tokens of mine.',
  },
] as const;

/** What somebody is told by mail, in the organization that they are working in. */
export default function NotificationPreferencesScreen() {
  const { id: organizationId, name } = useOrganization();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [{ data, error, fetching }, read] = useQuery({
    query: MyNotificationPreferencesDocument,
    variables: { organizationId },
  });
  const [{ fetching: saving }, choose] = useMutation(ChooseNotificationsDocument);
  const reload = (): void => read({ requestPolicy: 'network-only' });
  const set = async (change: Partial<ToldOfFragment>): Promise<void> => {
    const answer = await choose({ input: { organizationId, ...change } });
    setRefusal(refusalOf(answer.error, answer.data?.updateNotificationPreferences.userErrors));
    reload();
  };
  const preferences = data?.notificationPreferences;
  return (
    <div className={styles.page}>
      <PageHeader
        title="Notifications"
        about={`What you are told by mail of ${name}. What comes at once is sent as one mail; who may decide is told only of what they may decide.`}
      />
      {error && (
        <ErrorState title="What you are told could not be read" retry={reload}>
          {failureOf(error).message}
        </ErrorState>
      )}
      {fetching && !data && <LoadingRows what="your choices" rows={3} />}
      {!error && !fetching && !preferences && (
        <EmptyState title={`You are no member of ${name}`}>So you are told nothing of it by mail.</EmptyState>
      )}
      {preferences && (
        <FormSection title="By mail" about="Each choice holds at once. In another organization you choose anew.">
          <Stack gap="lg">
            {CHOICES.map(({ name: choice, label, description }) => (
              <Switch
                key={choice}
                label={label}
                description={description}
                checked={preferences[choice]}
                disabled={saving}
                onChange={(event) => void set({ [choice]: event.currentTarget.checked })}
              />
            ))}
            <Switch
              label="Escalations, and to admins failed issuances"
              description="Always. Else a request could wait, or a certificate be missing, and nobody would know."
              checked
              disabled
              readOnly
            />
          </Stack>
          {refusal && <ErrorState title="Nothing was changed">{refusal.message}</ErrorState>}
        </FormSection>
      )}
    </div>
  );
}
