package org.wirewarrant.policy;

/**
 * A switch of a product: a topology, an installation method, an option.
 *
 * @param pack the pack that declares it
 * @param id its name in that pack
 * @param title for people
 * @param on its state where a site says nothing
 * @param position where it is declared
 */
public record PackFeature(String pack, String id, String title, boolean on, Position position) {}
