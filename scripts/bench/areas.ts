import type { Area } from "./area.ts"
import { classifyArea } from "./classify/classify-area.ts"
import { documentsArea } from "./documents/documents-area.ts"
import { importArea } from "./import/import-area.ts"
import { measuresArea } from "./measures/measures-area.ts"
import { publicArea } from "./public/public-area.ts"
import { searchArea } from "./search/search-area.ts"
import { storeArea } from "./store/store-area.ts"
import { webArea } from "./web/web-area.ts"
import { workflowArea } from "./workflow/workflow-area.ts"

/** Every area `npm run bench` knows, in the order it runs them; a new one is added here. */
export const AREAS: readonly Area[] = [
  storeArea,
  workflowArea,
  classifyArea,
  documentsArea,
  importArea,
  searchArea,
  publicArea,
  webArea,
  measuresArea,
]
