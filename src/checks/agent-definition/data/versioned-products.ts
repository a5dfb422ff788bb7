/** A claim that holds for some versions only: a product with its version, or a bare "since 1.2". Own list of the products the catalogue is about. */
export const VERSION_CLAIM: RegExp =
  /\b(?:PostgreSQL|Postgres|MySQL|MariaDB|SQLite|Node(?:\.js)?|Kubernetes|Docker(?: Compose)?|Helm|Terraform|OpenTofu|React|Next\.js|Vite|webpack|Angular|Vue|TypeScript|Python|Java|Go|Rust|Ruby|Rails|Django|PHP|OpenAPI|Playwright|WCAG|Redis|MLflow|PyTorch|Git|npm|pnpm)\s+v?\d+(?:\.\d+)*\b|\b(?:since|as of|starting with|before|until|prior to)\s+(?:version\s+)?v?\d+\.\d+(?:\.\d+)?\b/g
