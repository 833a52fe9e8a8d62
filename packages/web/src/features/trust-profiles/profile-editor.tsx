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
import { type Refusal, refusalOf } from '../../lib/user-error.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { SaveBar } from '../../ui/save-bar.tsx';
import { EditorAside } from './editor-aside.tsx';
import { ProfileFields } from './profile-fields.tsx';
import { placeAtField } from './profile-form.ts';
import { changedFields, type ProfileValues, rulesOf, startingValues } from './profile-values.ts';
import { ReplayReport } from './replay-report.tsx';
import type { Replay } from './replay-words.ts';
import { SaveDialog } from './save-dialog.tsx';
import styles from './trust-profiles.module.css';
import { type Meaning, useMeaning } from './use-meaning.ts';

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
  const [confirming, setConfirming] = useState<Meaning | null>(null);
  const authority = choices.certificateAuthorities.nodes.find(({ kind }) => kind === 'ISSUING');
  const [starting] = useState(() => startingValues(profile, authority?.id ?? ''));
  const form = useForm<ProfileValues>({
    initialValues: starting,
    validate: {
      name: (name) => (name.trim() === '' ? 'Name it for what it covers, such as Internal services.' : null),
      domains: (rows) =>
        rows.every((row) => row.trim() === '') ? 'Name at least one, such as *.internal.corp.com.' : null,
    },
    onValuesChange: () => setReplay(null),
  });
  const changes = changedFields(starting, form.values);
  const meaning = useMeaning(organizationId, profile?.id ?? null, form.values, changes.length > 0);

  const ask = async (values: ProfileValues, days: number): Promise<Replay | null> => {
    const input = { organizationId, trustProfileId: profile?.id ?? null, days, ...rulesOf(values) };
    const { data, error } = await client
      .query(ReplayProfileDocument, { input }, { requestPolicy: 'network-only' })
      .toPromise();
    setRefusal(placeAtField(form, refusalOf(error, data?.replayTrustProfile.userErrors)));
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
    setConfirming(found);
  });
  const create = async (values: ProfileValues): Promise<void> => {
    setBusy('save');
    const input = { organizationId, ...rulesOf(values) };
    const { data, error } = await client.mutation(CreateProfileDocument, { input }).toPromise();
    setBusy(null);
    setRefusal(placeAtField(form, refusalOf(error, data?.createTrustProfile.userErrors)));
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
      <div className={styles.panes}>
        <ProfileFields form={form} choices={choices} />
        <EditorAside
          organizationId={organizationId}
          profile={profile}
          environments={choices.organization?.environments ?? []}
          values={form.values}
          isChanged={changes.length > 0}
          meaning={meaning}
        />
      </div>
      <section className={styles.replay} aria-label="Replay">
        <div className={styles.replayHead}>
          <div>
            <h2 className={styles.replayTitle}>Replay</h2>
            <p className={styles.replayAbout}>
              What these rules would have done to the requests of the last {DAYS} days. Nothing is written.
            </p>
          </div>
          <Button variant="default" loading={busy === 'replay'} onClick={() => showReplay()}>
            Replay the last {DAYS} days
          </Button>
        </div>
        {replay && <ReplayReport replay={replay} />}
      </section>
      {refusal && confirming === null && <ErrorState title="Nothing was saved">{refusal.message}</ErrorState>}
      {Object.keys(form.errors).length > 0 && (
        <p className={styles.error} role="alert">
          Some fields need another look; each says why.
        </p>
      )}
      <SaveBar
        changes={changes}
        consequence={consequenceOf(profile, meaning)}
        idle={profile === null ? 'Nothing is filled in yet.' : 'Nothing is changed yet.'}
        action={profile === null ? 'Create' : 'Save'}
        discard="Cancel"
        busy={busy === 'review' || busy === 'save'}
        onDiscard={onCancel}
      />
      {profile !== null && (
        <SaveDialog
          meaning={confirming}
          nextVersion={profile.version + 1}
          hasOpenChange={Boolean(profile.pendingChange)}
          openRequests={profile.openRequests}
          busy={busy === 'save'}
          refusal={refusal}
          onSave={() => void save(profile.id)}
          onClose={() => setConfirming(null)}
        />
      )}
    </form>
  );
}

function consequenceOf(profile: TrustProfileDetailFragment | null, meaning: Meaning | null): string {
  if (profile === null) return 'It is in force at once: requests for these names match it.';
  if (meaning === null) return 'What saving does is found out…';
  if (meaning.needsSecondAdmin) return 'Widens the profile: waits until another admin has approved it.';
  return `Takes force at once, as version ${profile.version + 1}.`;
}
