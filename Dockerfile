# Ombud as a container: small, without root, fit for a read-only root file system.
FROM python:3.11-slim AS made
WORKDIR /ombud
COPY requirements/run.txt requirements/uv.txt requirements/
RUN python -m venv /made \
    && python -m pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements/uv.txt \
    && uv pip sync --quiet --no-cache --python /made/bin/python --require-hashes requirements/run.txt \
    && find /made -depth -type d \( -name tests -o -name __pycache__ \) -exec rm -rf {} +
COPY bot bot
COPY desk desk
COPY domain domain
COPY handlers handlers
COPY storage storage
COPY rulebooks rulebooks
COPY manifest.yml LICENSE ./
RUN /made/bin/python -m compileall -q -j 0 /ombud /made

FROM python:3.11-slim
RUN useradd --system --uid 10001 --home-dir /var/lib/ombud --create-home ombud
COPY --from=made /made /made
COPY --from=made /ombud /ombud
WORKDIR /ombud
ENV PATH=/made/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    OMBUD_HOST=0.0.0.0 OMBUD_PORT=3000 OMBUD_DATABASE_URL=sqlite:////var/lib/ombud/ombud.db
USER 10001
VOLUME /var/lib/ombud
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen(f\"http://127.0.0.1:{os.environ['OMBUD_PORT']}/healthz\", timeout=4)"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["serve"]
