import { walkRefusedForms } from "./setup/refused-forms-walk.ts"

walkRefusedForms((screens) => screens)
