interface ImageConfig {
  User?: string;
  Env?: string[];
  Entrypoint?: string[];
  Cmd?: string[];
  WorkingDir?: string;
}

interface Parts {
  image: ImageConfig;
  root: string;
  command?: string[];
  env: Record<string, string>;
}

const NO_CAPABILITIES = { bounding: [], effective: [], inheritable: [], permitted: [], ambient: [] };
const OPTIONS = ['nosuid', 'nodev'];
const MOUNTS = [
  { destination: '/proc', type: 'proc', source: 'proc' },
  { destination: '/dev', type: 'tmpfs', source: 'tmpfs', options: ['nosuid', 'mode=755', 'size=64k'] },
  { destination: '/tmp', type: 'tmpfs', source: 'tmpfs', options: [...OPTIONS, 'mode=1777', 'size=64m'] },
];

/** The OCI bundle of an image under the security context of our pods. */
export function ociConfig({ image, root, command, env }: Parts): object {
  const [uid = 0, gid = 0] = (image.User ?? '').split(':').map(Number);
  const own = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  return {
    ociVersion: '1.0.2',
    process: {
      user: { uid, gid },
      args: [...(image.Entrypoint ?? []), ...(command ?? image.Cmd ?? [])],
      env: [...(image.Env ?? []), ...own],
      cwd: image.WorkingDir ?? '/',
      noNewPrivileges: true,
      capabilities: NO_CAPABILITIES,
    },
    root: { path: root, readonly: true },
    mounts: MOUNTS,
    linux: { namespaces: ['pid', 'mount', 'ipc', 'uts'].map((type) => ({ type })) },
  };
}
