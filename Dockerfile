# The server's image: page, API and workers. Built in one stage, run in another that has no build tools.
FROM python:3.13-slim-bookworm AS build
ENV PATH=/srv/juanzong/venv/bin:$PATH
RUN python -m venv /srv/juanzong/venv
WORKDIR /build
COPY requirements-build.lock requirements.lock ./
RUN pip install --no-cache-dir --require-hashes --requirement requirements-build.lock \
    && pip install --no-cache-dir --require-hashes --no-build-isolation --requirement requirements.lock
COPY . .
RUN pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.13-slim-bookworm
# LibreOffice reads .doc and .wps; the fonts stand in for the office's own when a page is shown as a picture.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        libreoffice-writer-nogui libreoffice-calc-nogui \
        fonts-noto-cjk fonts-noto-cjk-extra fonts-arphic-gkai00mp fonts-arphic-ukai fonts-arphic-uming \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --home-dir /srv/juanzong --shell /usr/sbin/nologin juanzong \
    && install --directory --owner juanzong --group juanzong /srv/juanzong/home /srv/juanzong/originals
COPY --from=build /srv/juanzong/venv /srv/juanzong/venv
ENV PATH=/srv/juanzong/venv/bin:$PATH \
    LANG=C.UTF-8 \
    HOME=/srv/juanzong/home \
    JUANZONG_HOME=/srv/juanzong/home \
    JUANZONG_ORIGINALS=/srv/juanzong/originals
USER juanzong
WORKDIR /srv/juanzong/home
EXPOSE 8765
ENTRYPOINT ["juanzong"]
CMD ["serve", "--host", "0.0.0.0"]
