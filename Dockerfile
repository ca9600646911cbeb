# publish in a container: small, not root, fonts inside (the layouts carry them).
#
#   docker build -t publish .
#   docker run --rm -v "$PWD:/plan" publish add-period --date 2026-06-27
#
# This file has not been built here: no container engine was at hand. The commands in it are those
# of the README, which are tested.
FROM python:3.12-slim-bookworm AS build
WORKDIR /src
COPY pyproject.toml README.md LICENSE ./
COPY pipeline pipeline
COPY layouts layouts
RUN pip install --no-cache-dir --prefix=/installed .

FROM python:3.12-slim-bookworm
RUN apt-get update -qq \
    && apt-get install -y -qq --no-install-recommends \
       libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home --uid 1000 publish
COPY --from=build /installed /usr/local
USER publish
WORKDIR /plan
ENTRYPOINT ["publish"]
CMD ["--help"]
