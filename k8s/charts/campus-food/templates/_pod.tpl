{{- define "campus.selector" -}}
app.kubernetes.io/name: {{ .name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{- define "campus.labels" -}}
{{ include "campus.selector" . }}
app.kubernetes.io/part-of: campus-food
{{- end }}

{{- define "campus.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "campus.container" -}}
image: {{ .root.Values.registry }}/{{ .image }}@{{ required (printf "digests.%s is missing" .image) (get .root.Values.digests .image) }}
imagePullPolicy: IfNotPresent
securityContext:
  allowPrivilegeEscalation: false
  capabilities:
    drop: [ALL]
  readOnlyRootFilesystem: true
{{- end }}

{{- define "campus.secretEnv" -}}
{{- $secret := .secret -}}
{{- range .keys }}
- name: {{ . }}
  valueFrom:
    secretKeyRef:
      name: {{ $secret }}
      key: {{ . }}
{{- end }}
{{- end }}

{{- define "campus.caVolume" -}}
- name: ca
  projected:
    sources:
      {{- range . }}
      - secret:
          name: {{ if eq . "postgres" }}postgres-ca{{ else }}rabbitmq-tls{{ end }}
          items:
            - key: ca.crt
              path: {{ . }}.crt
      {{- end }}
{{- end }}

{{- define "campus.caMount" -}}
- name: ca
  mountPath: /run/campus-food/ca
  readOnly: true
{{- end }}

{{- define "campus.config" -}}
LOG_LEVEL: info
NODE_OPTIONS: --max-old-space-size={{ .service.memory.heapMi }} --max-semi-space-size=16 --expose-gc
NODE_EXTRA_CA_CERTS: /run/campus-food/ca/rabbitmq.crt
METRICS_PORT: "9464"
OTEL_EXPORTER_OTLP_ENDPOINT: http://otel-collector.monitoring:4318
PORT: {{ .service.port | quote }}
{{- range $name, $value := .service.env }}
{{ $name }}: {{ $value | quote }}
{{- end }}
{{- end }}
