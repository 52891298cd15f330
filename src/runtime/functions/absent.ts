import { each, type Function } from './function.js';

export const absent: Function = {
  does: 'The node is not there. For what an API does without.',
  options: {},
  compile() {
    return each(
      (node, use) => [
        { node, place: node.place, points: use.points, found: node.name, message: `Unexpected \`${node.name}\`.`, atReferences: true },
      ],
      { ofNodeAlone: true },
    );
  },
};
