export { didYouMean } from '../runtime/language/did-you-mean.js';
