import type { EnrollExample } from './enroll-example.ts';

interface DeviceCommandsInput {
  /** `https://countersign.corp.com:8443` */
  readonly deviceUrl: string;
  readonly deviceName: string;
  readonly enrollmentToken: string;
  readonly example: EnrollExample;
}

/** Text for a POSIX shell, whatever it holds. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** A file name that needs no quoting. */
export const fileStem = (name: string): string =>
  name.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[-.]+/, '') || 'device';

/**
 * What somebody pastes on the device: its key is made there and stays there; the token is traded for a client certificate;
 * a first certificate is asked for. Needs openssl, curl and awk.
 */
export function deviceCommands({ deviceUrl, deviceName, enrollmentToken, example }: DeviceCommandsInput): string {
  const stem = fileStem(deviceName);
  const json = `-H 'content-type: application/json'`;
  return `# The device's key is made here and never leaves it
openssl ecparam -name prime256v1 -genkey -noout -out ${stem}.key
openssl req -new -key ${stem}.key -subj '/CN=${stem}' -out ${stem}.csr

# The CA of the device port's own certificate
curl -fsSk ${deviceUrl}/v1/ca/server.pem -o server-ca.pem

# The one-time token becomes a client certificate
curl -sS --cacert server-ca.pem ${json} -o ${stem}.json \\
  -d "{\\"token\\":\\"${enrollmentToken}\\",\\"csr\\":\\"$(awk '{printf "%s\\\\n", $0}' ${stem}.csr)\\"}" \\
  ${deviceUrl}/v1/devices/register
awk -F'"certificate":"' '{split($2, a, "\\""); gsub(/\\\\n/, "\\n", a[1]); printf "%s", a[1]}' ${stem}.json > ${stem}.pem
test -s ${stem}.pem || cat ${stem}.json

# Ask for a certificate
curl -sS --cacert server-ca.pem --cert ${stem}.pem --key ${stem}.key ${json} \\
  -d ${quoted(JSON.stringify(example))} \\
  ${deviceUrl}/v1/enroll
`;
}
