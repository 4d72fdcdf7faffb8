# Northstar as one image for web, worker, beat and relay; docker-compose.yml starts them. The settings are those of development:
# only the environment differs (docs/operations.md).

FROM python:3.11-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
RUN python -m venv /venv
COPY requirements.txt /
RUN /venv/bin/pip install --require-hashes --only-binary :all: --requirement /requirements.txt
COPY . /northstar
WORKDIR /northstar
# The settings ask for these; nothing of them stays in the image. Compiled once here, because the containers' file systems are read-only.
RUN SECRET_KEY=build PUBLIC_ORIGIN=https://northstar.invalid EMAIL_URL=smtp://localhost DATABASE_URL=postgresql://build@localhost/build \
    DATA_DIR=/tmp/data STATIC_ROOT=/static /venv/bin/python manage.py collectstatic --no-input --verbosity 0 \
    && /venv/bin/python -m compileall -q /northstar

FROM python:3.11-slim
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin northstar
COPY --from=build /venv /venv
COPY --from=build /northstar /northstar
COPY --from=build /static /static
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 STATIC_ROOT=/static
WORKDIR /northstar
USER 10001
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "2", \
     "--respawn-failed-workers", "okrsite.wsgi:application"]
