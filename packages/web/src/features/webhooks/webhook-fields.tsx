import { MultiSelect, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { EVENT_CHOICES } from './webhook-words.ts';

export interface WebhookFormValues {
  url: string;
  description: string;
  eventTypes: string[];
}

export const VALIDATE = {
  url: (url: string) => (url.trim() === '' ? 'Give the address that events are posted to.' : null),
};

/** What can be said of a webhook, new or old. */
export function WebhookFields({ form }: { readonly form: UseFormReturnType<WebhookFormValues> }) {
  return (
    <>
      <TextInput
        label="Address"
        description="https; events are posted to it as JSON."
        placeholder="https://hooks.example.com/countersign"
        data-autofocus
        autoComplete="off"
        spellCheck={false}
        mb="md"
        {...form.getInputProps('url')}
      />
      <TextInput
        label="Description"
        description="For whoever looks here next. May stay empty."
        autoComplete="off"
        mb="md"
        {...form.getInputProps('description')}
      />
      <MultiSelect
        label="Events"
        description="None chosen: everything about requests and certificates."
        data={EVENT_CHOICES}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': 'Choose none' }}
        nothingFoundMessage="There is no such event."
        {...form.getInputProps('eventTypes')}
      />
    </>
  );
}
