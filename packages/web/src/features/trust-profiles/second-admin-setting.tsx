import { Switch } from '@mantine/core';
import { useState } from 'react';
import { useMutation } from 'urql';
import { type PendingChangeListQuery, SetSecondAdminRuleDocument } from '../../gql/generated/graphql.ts';
import { type Refusal, refusalOf } from '../../lib/user-error.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Section } from '../../ui/section.tsx';
import styles from './trust-profiles.module.css';

type Setting = NonNullable<PendingChangeListQuery['organization']>;

/** Whether an organization with a single admin may do without a second one. */
export function SecondAdminSetting({ setting }: { readonly setting: Setting }) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [{ fetching }, set] = useMutation(SetSecondAdminRuleDocument);
  const { allowed, reasons } = setting.viewerCanManage;
  const change = async (required: boolean): Promise<void> => {
    const { data, error } = await set({ input: { organizationId: setting.id, required } });
    setRefusal(refusalOf(error, data?.setSecondAdminRule.userErrors));
  };
  return (
    <Section title="Second admin">
      <Switch
        label="An edit that widens a trust profile in use waits for a second admin"
        description={
          allowed
            ? 'It can be turned off only while the organization has a single admin. That is written into the ledger.'
            : reasons.join(' ')
        }
        checked={setting.requireSecondAdmin}
        disabled={!allowed || fetching}
        onChange={(event) => void change(event.currentTarget.checked)}
      />
      {!setting.requireSecondAdmin && setting.asksSecondAdmin && (
        <p className={styles.hint}>There is a second admin now, so it counts as on.</p>
      )}
      {refusal && <ErrorState title="Nothing was changed">{refusal.message}</ErrorState>}
    </Section>
  );
}
