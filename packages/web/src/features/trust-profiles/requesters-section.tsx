import { MultiSelect, Switch } from '@mantine/core';
import { FormSection } from '../../ui/form-section.tsx';
import { CHECK, type SectionProps } from './profile-form.ts';
import styles from './trust-profiles.module.css';
import { whoMayAsk } from './who-may-ask.ts';

/** Who may ask under it. */
export function RequestersSection({ form, choices }: SectionProps) {
  const { allowedUserIds, allowedDeviceIds, allowAllDevices } = form.values;
  const people = choices.members.nodes
    .filter(({ user, disabledAt }) => !disabledAt || allowedUserIds.includes(user.id))
    .map(({ user }) => ({ value: user.id, label: `${user.name} (${user.email})` }));
  const devices = choices.devices.nodes
    .filter(({ id, revokedAt }) => !revokedAt || allowedDeviceIds.includes(id))
    .map(({ id, name }) => ({ value: id, label: name }));
  return (
    <FormSection
      title="Who may ask"
      about="Admins of the organization always may, and whoever has the role operator or admin on this profile."
    >
      <MultiSelect
        label="People"
        description="None chosen, and no device: every operator of the organization."
        placeholder={allowedUserIds.length === 0 ? 'Every operator' : undefined}
        searchable
        hidePickedOptions
        data={withChosen(people, allowedUserIds)}
        {...form.getInputProps('allowedUserIds')}
      />
      <Switch
        label="Every device of the organization"
        description="Those that are registered later, too."
        {...form.getInputProps('allowAllDevices', CHECK)}
      />
      {!allowAllDevices && (
        <MultiSelect
          label="Devices"
          description="A device asks only where it is named, or where every device may."
          placeholder={allowedDeviceIds.length === 0 ? 'No device' : undefined}
          searchable
          hidePickedOptions
          data={withChosen(devices, allowedDeviceIds)}
          {...form.getInputProps('allowedDeviceIds')}
        />
      )}
      <p className={styles.sum}>
        So these may ask: admins, {whoMayAsk({ allowedUserIds, allowedDeviceIds, allowAllDevices })}.
      </p>
    </FormSection>
  );
}

/** What is chosen can always be seen and taken away, also where the list does not reach that far. */
function withChosen(options: readonly { value: string; label: string }[], chosen: readonly string[]) {
  const known = new Set(options.map(({ value }) => value));
  return [...options, ...chosen.filter((id) => !known.has(id)).map((id) => ({ value: id, label: id }))];
}
