// The fields we use of operators that publish no TypeScript types; names and shapes are from their API references
// (CloudNativePG 1.30, barman-cloud plugin, RabbitMQ cluster and messaging topology operators). A typo is an unknown field.
interface Named<Kind extends string, Version extends string, Spec> {
  apiVersion: Version;
  kind: Kind;
  metadata: { name: string; namespace?: string; labels?: Record<string, string> };
  spec: Spec;
}

interface Reference {
  name: string;
}

interface Resources {
  requests: { cpu: string; memory: string };
  limits: { memory: string };
}

type Cnpg<Kind extends string, Spec> = Named<Kind, 'postgresql.cnpg.io/v1', Spec>;
type Rabbit<Kind extends string, Spec> = Named<Kind, 'rabbitmq.com/v1beta1', Spec>;
type Declared<Spec> = Spec & { rabbitmqClusterReference: Reference };

export type Cluster = Cnpg<
  'Cluster',
  {
    instances: number;
    imageName: string;
    primaryUpdateStrategy: 'unsupervised' | 'supervised';
    storage: { size: string };
    walStorage: { size: string };
    postgresql: { synchronous: { method: 'any' | 'first'; number: number }; parameters: Record<string, string> };
    managed: {
      roles: {
        name: string;
        ensure: 'present' | 'absent';
        login: boolean;
        connectionLimit: number;
        passwordSecret: Reference;
      }[];
    };
    enablePDB: boolean;
    affinity: { enablePodAntiAffinity: boolean; podAntiAffinityType: 'preferred' | 'required'; topologyKey: string };
    resources: Resources;
    monitoring: { enablePodMonitor: boolean };
    plugins: { name: string; isWALArchiver: boolean; parameters: Record<string, string> }[];
  }
>;
export type Database = Cnpg<'Database', { name: string; owner: string; encoding: string; cluster: Reference }>;
export type ScheduledBackup = Cnpg<
  'ScheduledBackup',
  {
    schedule: string;
    backupOwnerReference: 'none' | 'self' | 'cluster';
    cluster: Reference;
    method: 'plugin' | 'barmanObjectStore' | 'volumeSnapshot';
    pluginConfiguration: Reference;
  }
>;

interface SecretKey {
  name: string;
  key: string;
}
interface Compressed {
  compression: 'gzip' | 'bzip2' | 'snappy';
}
export type ObjectStore = Named<
  'ObjectStore',
  'barmancloud.cnpg.io/v1',
  {
    retentionPolicy: string;
    configuration: {
      destinationPath: string;
      endpointURL: string;
      s3Credentials: { accessKeyId: SecretKey; secretAccessKey: SecretKey };
      wal: Compressed;
      data: Compressed;
    };
  }
>;

export type RabbitmqCluster = Rabbit<
  'RabbitmqCluster',
  {
    replicas: number;
    image: string;
    persistence: { storage: string };
    resources: Resources;
    tls: { secretName: string; caSecretName: string; disableNonTLSListeners: boolean };
    terminationGracePeriodSeconds: number;
    affinity: object;
    rabbitmq: { additionalConfig: string; envConfig: string };
  }
>;
export type Vhost = Rabbit<'Vhost', Declared<{ name: string; defaultQueueType: 'quorum' }>>;
export type Policy = Rabbit<
  'Policy',
  Declared<{
    name: string;
    vhost: string;
    pattern: string;
    applyTo: 'queues' | 'quorum_queues' | 'exchanges' | 'all';
    definition: Record<string, unknown>;
  }>
>;
export type User = Rabbit<'User', Declared<{ importCredentialsSecret: Reference }>>;
export type Permission = Rabbit<
  'Permission',
  Declared<{ vhost: string; userReference: Reference; permissions: { configure: string; write: string; read: string } }>
>;
