# syntax=docker/dockerfile:1

# The npm package `node` (a devDependency) brings Node.js 24 to machines that have another; here the base image is Node.js 24.
# No package needs an install script: argon2, bcrypt and better-sqlite3 carry their binaries. So none runs.
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
# Asks on the port and by the protocol that the settings name (PORT, HOST and TLS_CERT, each also as NAME_FILE).
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 CMD ["node", "dist/src/operations/health/probe.js"]
CMD ["node", "--min-semi-space-size=8", "--max-semi-space-size=8", "--heap-growing-percent=20", "--no-allocation-site-pretenuring", "dist/src/main.js"]
