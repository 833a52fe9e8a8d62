import { Button } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useClient } from 'urql';
import {
  CreateProfileDocument,
  ReplayProfileDocument,
  type TrustProfileChoicesQuery,
  type TrustProfileDetailFragment,
  UpdateProfileDocument,
} from '../../gql/generated/graphql.ts';
import { placeRefusal } from '../../lib/place-refusal.ts';
import { type Refusal, refusalOf } from '../../lib/user-error.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Section } from '../../ui/section.tsx';
import { MatchTester } from './match-tester.tsx';
import { ProfileFields } from './profile-fields.tsx';
import { type ProfileValues, rulesOf, startingValues } from './profile-values.ts';
import { type Replay, ReplayReport } from './replay-report.tsx';
import { SaveDialog } from './save-dialog.tsx';
import styles from './trust-profiles.module.css';

interface ProfileEditorProps {
  readonly organizationId: string;
  /** Null: a new one. */
  readonly profile: TrustProfileDetailFragment | null;
  readonly choices: TrustProfileChoicesQuery;
  readonly onSaved: (profileId: string) => void;
  readonly onCancel: () => void;
}

type Busy = 'replay' | 'review' | 'save' | null;
const DAYS = 90;

/** Every field, names to try on them, and what they would have done to what was asked, before anything is saved. */
export function ProfileEditor({ organizationId, profile, choices, onSaved, onCancel }: ProfileEditorProps) {
  const client = useClient();
  const [busy, setBusy] = useState<Busy>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [replay, setReplay] = useState<Replay | null>(null);
  const [meaning, setMeaning] = useState<Replay | null>(null);
  const authority = choices.certificateAuthorities.nodes.find(({ kind }) => kind === 'ISSUING');
  const form = useForm<ProfileValues>({
    initialValues: startingValues(profile, authority?.id ?? ''),
    validate: {
      name: (name) => (name.trim() === '' ? 'Name it for what it covers, such as Internal services.' : null),
      domains: (rows) =>
        rows.every((row) => row.trim() === '') ? 'Name at least one, such as *.internal.corp.com.' : null,
    },
    onValuesChange: () => setReplay(null),
  });
  const place = (refused: Refusal | null): Refusal | null => placeRefusal(form, refused);

  const ask = async (values: ProfileValues, days: number): Promise<Replay | null> => {
    const input = { organizationId, trustProfileId: profile?.id ?? null, days, ...rulesOf(values) };
    const { data, error } = await client
      .query(ReplayProfileDocument, { input }, { requestPolicy: 'network-only' })
      .toPromise();
    setRefusal(place(refusalOf(error, data?.replayTrustProfile.userErrors)));
    return data?.replayTrustProfile.replay ?? null;
  };
  const showReplay = form.onSubmit(async (values) => {
    setBusy('replay');
    setReplay(await ask(values, DAYS));
    setBusy(null);
  });
  const review = form.onSubmit(async (values) => {
    setBusy('review');
    const found = await ask(values, 0);
    setBusy(null);
    if (profile === null) {
      if (found !== null) await create(values);
      return;
    }
    if (found?.differences.length === 0 && values.name.trim() === profile.name) return onCancel();
    setMeaning(found);
  });
  const create = async (values: ProfileValues): Promise<void> => {
    setBusy('save');
    const input = { organizationId, ...rulesOf(values) };
    const { data, error } = await client.mutation(CreateProfileDocument, { input }).toPromise();
    setBusy(null);
    setRefusal(place(refusalOf(error, data?.createTrustProfile.userErrors)));
    const made = data?.createTrustProfile.trustProfile;
    if (made) onSaved(made.id);
  };
  const save = async (trustProfileId: string): Promise<void> => {
    setBusy('save');
    const input = { trustProfileId, ...rulesOf(form.values) };
    const { data, error } = await client.mutation(UpdateProfileDocument, { input }).toPromise();
    setBusy(null);
    const refused = refusalOf(error, data?.updateTrustProfile.userErrors);
    setRefusal(refused);
    if (refused === null) onSaved(trustProfileId);
  };

  return (
    <form noValidate onSubmit={review} aria-label={profile === null ? 'New trust profile' : `Edit ${profile.name}`}>
      <ProfileFields form={form} choices={choices} />
      <div className={styles.group}>
        <MatchTester
          organizationId={organizationId}
          environments={choices.organization?.environments ?? []}
          values={form.values}
        />
      </div>
      <div className={styles.group}>
        <Section title="Replay" hint={`What these rules would have done to the requests of the last ${DAYS} days.`}>
          <Button variant="default" loading={busy === 'replay'} onClick={() => showReplay()}>
            Replay the last {DAYS} days
          </Button>
          {replay && <ReplayReport replay={replay} />}
        </Section>
      </div>
      <div className={styles.group}>
        {refusal && meaning === null && <ErrorState title="Nothing was saved">{refusal.message}</ErrorState>}
        {Object.keys(form.errors).length > 0 && (
          <p className={styles.error} role="alert">
            Some fields need another look; each says why.
          </p>
        )}
        <div className={styles.actions}>
          <Button type="submit" loading={busy === 'review' || busy === 'save'}>
            {profile === null ? 'Create' : 'Save'}
          </Button>
          <Button variant="subtle" onClick={onCancel}>
            Cancel
          </Button>
        </div>
      </div>
      {profile !== null && (
        <SaveDialog
          meaning={meaning}
          hasOpenChange={Boolean(profile.pendingChange)}
          openRequests={profile.openRequests}
          busy={busy === 'save'}
          refusal={refusal}
          onSave={() => void save(profile.id)}
          onClose={() => setMeaning(null)}
        />
      )}
    </form>
  );
}
