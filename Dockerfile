# Parley as an image. It runs as a user of its own, keeps nothing outside /var/lib/parley, and is set by its environment.
#
#   docker build -t parley .
#   docker run -p 8000:8000 -v parley:/var/lib/parley parley

FROM node:22-bookworm-slim AS pages
COPY web /src/web
RUN cd /src/web && npm ci --ignore-scripts && npm run build

FROM python:3.11-slim-bookworm AS build
COPY requirements-installer.lock requirements.lock /src/
RUN python -m venv /opt/installer \
 && /opt/installer/bin/pip install --no-cache-dir --require-hashes -r /src/requirements-installer.lock \
 && python -m venv /opt/parley \
 && /opt/installer/bin/uv pip install --no-cache --python /opt/parley/bin/python --require-hashes -r /src/requirements.lock
COPY pyproject.toml README.md LICENSE /src/
COPY store /src/store
COPY tools /src/tools
COPY prompts /src/prompts
COPY agent /src/agent
COPY api /src/api
COPY --from=pages /src/api/web/static /src/api/web/static
RUN /opt/installer/bin/uv pip install --no-cache --no-deps --python /opt/parley/bin/python /src

FROM python:3.11-slim-bookworm
RUN groupadd --gid 10001 parley \
 && useradd --uid 10001 --gid parley --home-dir /var/lib/parley --create-home --shell /usr/sbin/nologin parley
COPY --from=build /opt/parley /opt/parley
ENV PATH=/opt/parley/bin:$PATH PARLEY_HOME=/var/lib/parley PYTHONUNBUFFERED=1
USER 10001:10001
VOLUME /var/lib/parley
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=4 \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/health/ready', timeout=4)"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["parley"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
