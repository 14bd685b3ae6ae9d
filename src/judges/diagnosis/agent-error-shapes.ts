/** Plain shapes behind which an agent's error frame may tell more. */
export const agentErrorShapes = ['unclassified', 'agent-never-starts', 'agent-death-silent', 'closed-mid-run'] as const
