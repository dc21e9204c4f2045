# syntax=docker/dockerfile:1

# The npm package `node` (a devDependency) brings Node.js 24 to machines that have another; here the base image is Node.js 24.
# No package needs an install script: argon2 and better-sqlite3 carry their binaries. So none runs.
FROM node:24-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY nest-cli.json tsconfig.json tsconfig.build.json ./
COPY libs libs
COPY migrations migrations
COPY src src
RUN npm run build && npm prune --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24-slim
# Nothing is installed in this image once it runs: no package manager is needed.
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /usr/local/bin/yarn* /opt/yarn*
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /build/package.json ./
COPY --from=build /build/node_modules node_modules
COPY --from=build /build/dist dist
COPY views views
COPY LICENSE ./
# The one place that is written to, and only by SQLite: everything else may be read-only.
RUN mkdir data && chown node:node data
USER node
EXPOSE 3000
# Asks by http; where TLS_CERT is set, give the container a health check of its own.
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/health/live`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--min-semi-space-size=8", "--max-semi-space-size=8", "--heap-growing-percent=20", "--no-allocation-site-pretenuring", "dist/src/main.js"]
