# Chistovik as a command: docker build -t chistovik . && docker run -v "$PWD:/work" chistovik doctor
# What is installed is pinned with hashes by requirements-run.lock (`make lock`).
FROM python:3.13-slim AS build
WORKDIR /src
RUN python -m venv /opt/chistovik
COPY requirements-run.lock ./
RUN /opt/chistovik/bin/python -m pip install --no-cache-dir --no-deps --require-hashes -r requirements-run.lock
COPY pyproject.toml README.md LICENSE ./
COPY cleaners ./cleaners
COPY crawler ./crawler
RUN /opt/chistovik/bin/python -m pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.13-slim
COPY --from=build /opt/chistovik /opt/chistovik
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin chistovik && install -d -o chistovik /work
ENV PATH=/opt/chistovik/bin:$PATH PYTHONUNBUFFERED=1 LC_ALL=C.UTF-8
USER 10001
# Crawls write to output/ here, `clean` reads and writes here.
WORKDIR /work
ENTRYPOINT ["chistovik"]
CMD ["--help"]
