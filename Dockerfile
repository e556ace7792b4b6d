# syntax=docker/dockerfile:1
# One image per program:            docker build --target service --build-arg SERVICE=services/ordering .   (any service, or tools)
# The gateway has the pages in it:  docker build --target gateway --build-arg SERVICE=gateway .
#
# Pin both bases by digest where images are released (RUN_BASE=node:24-slim@sha256:…): renovate.json keeps such a pin true.
ARG BUILD_BASE=node:24-slim
ARG RUN_BASE=node:24-slim

# Package manifests alone, so that the packages below are installed anew only when one of them changes.
FROM ${BUILD_BASE} AS manifests
WORKDIR /app
COPY . .
RUN find . -type f ! -name package.json ! -name package-lock.json -delete

FROM ${BUILD_BASE} AS packages
ARG SERVICE=services/ordering
WORKDIR /app
COPY --from=manifests /app ./
# The root's development dependencies are left out, the npm package `node` among them: the base brings Node.
RUN --mount=type=secret,id=npmrc,target=/root/.npmrc \
    npm ci --omit=dev --workspace ${SERVICE} --no-audit --no-fund --loglevel=error
# Half of what packages bring is read by no program: 100 of ordering's 200 MB.
RUN find . -path '*/node_modules/*' -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' \) -delete

# The base without shell, npm and package manager; rm is the last program of it that runs.
FROM ${RUN_BASE} AS stripped
RUN rm -rf /usr/local/lib/node_modules /usr/local/include /opt /var/cache /var/lib/apt /usr/share/doc /usr/share/man \
    /usr/share/locale \
    /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /usr/local/bin/yarn* /usr/local/bin/docker-entrypoint.sh \
    /root/.npm /usr/sbin /usr/bin

FROM scratch AS runtime
COPY --from=stripped / /
ENV PATH=/usr/local/bin \
    NODE_ENV=production \
    HOST=0.0.0.0

FROM runtime AS files
ARG SERVICE=services/ordering
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
# npm puts a package beside its workspace when the root has another version of it.
COPY --from=packages /app/libs ./libs
COPY --from=packages /app/${SERVICE} ./${SERVICE}
COPY package.json ./
COPY libs ./libs
COPY ${SERVICE} ./${SERVICE}

# Migrations run from the same image: docker run … <image> src/migrate.ts
FROM files AS service
ARG SERVICE=services/ordering
WORKDIR /app/${SERVICE}
USER 10001:10001
ENTRYPOINT ["node"]
CMD ["src/main.ts"]

FROM ${BUILD_BASE} AS pages
WORKDIR /app
COPY --from=manifests /app ./
RUN --mount=type=secret,id=npmrc,target=/root/.npmrc \
    npm ci --include=dev --workspace services/portal --no-audit --no-fund --loglevel=error
COPY tsconfig.base.json ./
COPY libs ./libs
COPY services/portal ./services/portal
WORKDIR /app/services/portal
RUN node /app/node_modules/vite/bin/vite.js build

FROM files AS gateway
COPY --from=pages /app/services/portal/dist ./services/portal/dist
WORKDIR /app/gateway
USER 10001:10001
ENTRYPOINT ["node"]
CMD ["src/main.ts"]
