import { DecisionSection } from './decision-section.tsx';
import { IssueSection } from './issue-section.tsx';
import { NamesSection } from './names-section.tsx';
import type { SectionProps } from './profile-form.ts';
import { RequestersSection } from './requesters-section.tsx';
import { TimesSection } from './times-section.tsx';

/** Every field of a trust profile, by what it decides. */
export function ProfileFields({ form, choices }: SectionProps) {
  return (
    <div>
      <NamesSection form={form} choices={choices} />
      <RequestersSection form={form} choices={choices} />
      <DecisionSection form={form} />
      <IssueSection form={form} choices={choices} />
      <TimesSection form={form} />
    </div>
  );
}
