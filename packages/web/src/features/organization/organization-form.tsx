import { Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useMutation } from 'urql';
import {
  ChangeSecondAdminRuleDocument,
  type DecidingProfileFragment,
  type ManagedOrganizationFragment,
  UpdateOrganizationDocument,
} from '../../gql/generated/graphql.ts';
import { placeRefusal } from '../../lib/place-refusal.ts';
import { useSession } from '../../lib/session.ts';
import { type Refusal, refusalOf } from '../../lib/user-error.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { FormSection } from '../../ui/form-section.tsx';
import { SaveBar } from '../../ui/save-bar.tsx';
import { EnvironmentRows, withAdded } from './environment-rows.tsx';
import styles from './organization.module.css';

interface OrganizationFormProps {
  readonly organization: ManagedOrganizationFragment;
  /** Those that are in force: what they name stays. */
  readonly profiles: readonly DecidingProfileFragment[];
}

interface Values {
  readonly name: string;
  readonly environments: string[];
  readonly requireSecondAdmin: boolean;
  /** An environment that is being typed. */
  readonly adding: string;
}

const valuesOf = ({ name, environments, requireSecondAdmin }: ManagedOrganizationFragment): Values => ({
  name,
  environments: [...environments],
  requireSecondAdmin,
  adding: '',
});

/** Name, environments and the rule of the second admin; saved together, refused field by field. */
export function OrganizationForm({ organization, profiles }: OrganizationFormProps) {
  const { refresh } = useSession();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isSaved, setIsSaved] = useState(false);
  const [updating, update] = useMutation(UpdateOrganizationDocument);
  const [setting, setRule] = useMutation(ChangeSecondAdminRuleDocument);
  const form = useForm<Values>({
    initialValues: valuesOf(organization),
    validate: {
      name: (name) => (name.trim() === '' ? 'Give it the name that people know it by.' : null),
      environments: (environments, { adding }) =>
        withAdded(environments, adding).length === 0 ? 'Keep at least one, such as production.' : null,
    },
    onValuesChange: () => setIsSaved(false),
  });
  const { values } = form;
  const changes = [
    ...(values.name.trim() === organization.name ? [] : ['name']),
    ...(withAdded(values.environments, values.adding).join() === organization.environments.join()
      ? []
      : ['environments']),
    ...(values.requireSecondAdmin === organization.requireSecondAdmin ? [] : ['second admin']),
  ];
  const organizationId = organization.id;
  const saveRule = async (required: boolean): Promise<Refusal | null> => {
    if (required === organization.requireSecondAdmin) return null;
    const { data, error } = await setRule({ input: { organizationId, required } });
    return refusalOf(error, data?.setSecondAdminRule.userErrors);
  };
  const submit = form.onSubmit(async ({ name, requireSecondAdmin, adding, environments: listed }) => {
    setRefusal(null);
    const environments = withAdded(listed, adding);
    form.setValues({ environments, adding: '' });
    const { data, error } = await update({ input: { organizationId, name: name.trim(), environments } });
    const refused =
      placeRefusal(form, refusalOf(error, data?.updateOrganization.userErrors)) ??
      (data?.updateOrganization.organization ? await saveRule(requireSecondAdmin) : null);
    if (refused !== null || !data?.updateOrganization.organization) return setRefusal(refused);
    setIsSaved(true);
    refresh();
  });
  return (
    <form className={styles.form} noValidate onSubmit={submit} aria-label="Organization">
      <FormSection title="Name" about="Stands in the navigation, in mails, and in the subject of new authorities.">
        <TextInput label="Name" autoComplete="off" {...form.getInputProps('name')} />
      </FormSection>
      <FormSection
        title="Environments"
        about="Where its certificates are used. Each request names one, and a trust profile can be for some of them alone."
      >
        <EnvironmentRows
          environments={values.environments}
          saved={organization.environments}
          error={typeof form.errors.environments === 'string' ? form.errors.environments : null}
          usersOf={(environment) =>
            profiles.filter(({ environments }) => environments.includes(environment)).map(({ name }) => name)
          }
          onChange={(environments) => {
            form.clearFieldError('environments');
            form.setFieldValue('environments', environments);
          }}
          adding={values.adding}
          onAdding={(adding) => form.setFieldValue('adding', adding)}
        />
      </FormSection>
      <FormSection
        title="Second admin"
        about="Guards against one person letting more through than before: more names, more requesters, fewer approvals, longer validity, another authority."
      >
        <Switch
          label="An edit that widens a trust profile in use waits for a second admin"
          description={
            organization.asksSecondAdmin && !organization.requireSecondAdmin
              ? 'There is a second admin now, so it counts as on, whatever is set here.'
              : 'Can be off only while there is a single admin: as soon as there are two, the second one is asked.'
          }
          {...form.getInputProps('requireSecondAdmin', { type: 'checkbox' })}
        />
      </FormSection>
      {refusal && <ErrorState title="Not everything was saved">{refusal.message}</ErrorState>}
      <p role="status" className={styles.saved}>
        {isSaved && changes.length === 0 && 'Saved.'}
      </p>
      <SaveBar
        changes={changes}
        consequence="Takes force at once, for everybody in the organization."
        action="Save changes"
        busy={updating.fetching || setting.fetching}
        onDiscard={() => {
          setRefusal(null);
          form.clearErrors();
          form.setValues(valuesOf(organization));
        }}
      />
    </form>
  );
}
