export { answerNextInquiry } from "./answer-inquiries.ts";
export { controlKinds } from "./control-kinds.ts";
export { readOperations } from "./read-operations.ts";
export { stopOverrides } from "./switch-on.ts";
