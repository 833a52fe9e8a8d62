import { Button, Group } from '@mantine/core';
import { deviceCommands } from '../../lib/device-commands.ts';
import type { EnrollExample } from '../../lib/enroll-example.ts';
import { useDeviceUrl } from '../../lib/use-device-url.ts';
import { SecretOnce } from '../../ui/secret-once.tsx';

export interface Handout {
  readonly name: string;
  readonly token: string;
}

interface DeviceHandoutProps {
  readonly handout: Handout;
  readonly example: EnrollExample;
  readonly onClose: () => void;
}

/** What is pasted on the device, with its one-time token in it. */
export function DeviceHandout({ handout, example, onClose }: DeviceHandoutProps) {
  const deviceUrl = useDeviceUrl();
  const { name, token } = handout;
  const commands = deviceCommands({ deviceUrl, deviceName: name, enrollmentToken: token, example });
  return (
    <>
      <SecretOnce what={`The enrollment of ${name}`} secret={commands}>
        Paste this on the device within a day; it needs openssl, curl and awk. The token in it works once.
      </SecretOnce>
      <Group justify="flex-end" mt="xl">
        <Button variant="default" onClick={onClose}>
          Done
        </Button>
      </Group>
    </>
  );
}
